"""The table of divisions, and whether an address fits it."""

import re

import pytest

from accounts.forms import AddressForm, BookForm, SavedAddressForm
from accounts.provinces import PROVINCES
from accounts.regions.table import short, table
from tests.accounts.people import entry

ADDRESS = {"consignee": "王小波", "phone": "13800138000", "detail": "文三路 100 号"}


def filled(province, city, district="", **fields):
    return AddressForm(ADDRESS | {"province": province, "city": city, "district": district} | fields)


def test_the_table_has_the_provinces_that_addresses_name():
    assert tuple(table()) == PROVINCES


def test_every_province_has_cities_that_bear_a_name():
    for province, cities in table().items():
        assert cities, province
        assert not [city for city in cities if "直辖" in city or len(city) < 2], province


def test_every_name_fits_the_columns():
    names = [name for cities in table().values() for city, rest in cities.items() for name in [city, *rest]]
    assert max(map(len, names)) <= 40
    assert len(names) > 3_500


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("广东省", "广东"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("延边朝鲜族自治州", "延边"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("浦东新区", "浦东"),
        ("香港特别行政区", "香港"),
        ("万柏林区", "万柏林"),
        ("巴县", "巴县"),
    ],
)
def test_names_as_people_say_them(name, said):
    assert short(name) == said


@pytest.mark.parametrize(
    ("province", "city", "district"),
    [
        ("广东省", "深圳市", "南山区"),
        ("北京市", "北京市", "朝阳区"),
        ("重庆市", "重庆市", "巫山县"),
        ("湖北省", "仙桃市", ""),
        ("广东省", "东莞市", "长安镇"),
        ("香港特别行政区", "九龙", "油尖旺区"),
        ("浙江省", "杭州市", "一个新区"),
        ("浙江省", "一个新市", "西湖区"),
    ],
)
def test_what_the_table_knows_is_taken_and_what_it_does_not_know_is_believed(province, city, district):
    form = filled(province, city, district)
    assert form.is_valid(), form.errors
    assert (form.address().city, form.address().district) == (city, district)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        (("浙江省", "杭州", "西湖"), ("杭州市", "西湖区")),
        (("吉林省", "延边", "延吉"), ("延边朝鲜族自治州", "延吉市")),
        (("浙江省", "义乌市", ""), ("金华市", "义乌市")),
    ],
)
def test_short_names_become_full_ones(typed, full):
    form = filled(*typed)
    assert form.is_valid(), form.errors
    assert (form.address().city, form.address().district) == full


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("city", ("广东省", "杭州市", "西湖区"), "浙江省"),
        ("district", ("浙江省", "杭州市", "南山区"), "广东省 深圳市"),
        ("district", ("浙江省", "宁波市", "西湖区"), "浙江省 杭州市"),
    ],
)
def test_a_place_that_lies_elsewhere_is_refused_and_said_where(field, typed, words):
    form = filled(*typed)
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_the_button_fills_the_form_and_keeps_nothing(as_mei, mei):
    pasted = "张三 13800138000 广东省深圳市南山区科技园1号"
    page = as_mei.post("/account/addresses/new/", {"recognise": "yes", "pasted": pasted, "is_default": "on"})
    assert page.status_code == 200
    form = page.context["form"]
    assert [form[name].value() for name in AddressForm.PLACE] == [
        "张三", "13800138000", "广东省", "深圳市", "南山区", "科技园1号",
    ]  # fmt: skip
    assert form["is_default"].value() == "on"
    assert 'value="科技园1号"' in page.content.decode()
    assert not mei.addresses.exists()


def test_what_was_typed_stays_where_the_text_says_nothing(rf):
    form = BookForm({"recognise": "yes", "pasted": "13800138000", "consignee": "李四", "detail": "老地方"})
    assert form["consignee"].value() == "李四"
    assert form["detail"].value() == "老地方"
    assert form["phone"].value() == "13800138000"
    assert not form.is_valid() and not form.errors


def test_a_pasted_address_is_a_new_one_also_for_who_has_saved_ones(mei):
    saved = entry(mei)
    assert SavedAddressForm(user=mei)["saved"].value() == saved.pk
    form = SavedAddressForm({"recognise": "yes", "pasted": "13800138000", "saved": saved.pk}, user=mei)
    assert form["saved"].value() == ""
    assert re.search(r'name="saved" value=""[^>]* checked', str(form["saved"]))


def test_the_region_of_a_saved_address_is_not_asked_again(mei):
    saved = entry(mei)
    typed = {"saved": saved.pk, "province": "广东省", "city": "杭州市"}
    assert SavedAddressForm(typed, user=mei).is_valid()


def test_the_address_gives_back_the_fields_to_everybody_and_leaves_no_trace(client, db, caplog):
    answer = client.post(
        "/account/addresses/recognised", {"pasted": "张三 13800138000 广东深圳南山区科技园1号"}
    )
    assert answer.json()["fields"]["district"] == "南山区"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sessionid" not in answer.cookies
    assert "13800138000" not in caplog.text
    assert client.get("/account/addresses/recognised").status_code == 405


def test_nobody_reads_without_end(client, db):
    statuses = {client.post("/account/addresses/recognised", {"pasted": "x"}).status_code for _ in range(31)}
    assert statuses == {200, 429}
