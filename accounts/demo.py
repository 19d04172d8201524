"""People for the demo, with a password that everybody knows, and where their parcels go."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.postgres.functions import TransactionNow

from accounts.models import Address, User

PASSWORD = "giftshop-demo"  # noqa: S105
PEOPLE = {
    "mei": {"nickname": "小美"},
    "bo": {"nickname": "阿波"},
    "lin": {"nickname": "小林"},
    "tuan": {"nickname": "团子妈妈"},
    "zhou": {"nickname": "老周不喝茶"},
    "an": {"nickname": "安安爱吃糖"},
    "xue": {"nickname": "雪梨汽水"},
    "owner": {"nickname": "茶语掌柜", "is_staff": True},
    "operator": {"nickname": "平台运营", "is_staff": True, "is_superuser": True},
}
# The last of a person's addresses is the default.
ADDRESSES = {
    "mei": [
        ("李小美", "浙江省", "杭州市", "余杭区", "文一西路 969 号 5 号楼前台"),
        ("李小美", "浙江省", "杭州市", "西湖区", "文三路 100 号 3 幢 502"),
    ],
    "bo": [
        ("王小波", "上海市", "上海市", "徐汇区", "衡山路 8 弄 12 号 301"),
        ("王小波（公司）", "上海市", "上海市", "浦东新区", "张杨路 500 号 22 楼"),
    ],
    "lin": [("林一一", "广东省", "深圳市", "南山区", "科苑路 15 号 2 栋 1806")],
    "tuan": [("陈圆圆", "江苏省", "苏州市", "姑苏区", "平江路 66 号")],
    "zhou": [("周建国", "北京市", "北京市", "海淀区", "学院路 37 号 4 单元 201")],
    "an": [("安然", "四川省", "成都市", "锦江区", "镋钯街 21 号 1 栋 903")],
    "xue": [("薛梨", "湖南省", "长沙市", "岳麓区", "麓山南路 2 号 7 舍")],
}


def email(name):
    return f"{name}@example.com"


def load():
    """The people by name. Who is there already stays as they are."""
    password = make_password(PASSWORD)  # once: it is slow by design
    return {name: _person(name, password, **fields) for name, fields in PEOPLE.items()}


def everybody():
    return User.objects.filter(email__in=map(email, PEOPLE)).order_by("pk")


def read_notices(people, *, but=3):
    """Everybody has read what happened to them, all but the newest."""
    for user in people.values():
        newest = list(user.notifications.values_list("pk", flat=True)[:but])
        user.notifications.unread().exclude(pk__in=newest).update(read_at=TransactionNow())


def address(name):
    """The default address of a person, unsaved, as a form would give it."""
    return _address(*ADDRESSES[name][-1])


def _address(consignee, province, city, district, detail, **fields):
    place = {"province": province, "city": city, "district": district, "detail": detail}
    return Address(consignee=consignee, phone="+8613800138000", **place, **fields)


def _person(name, password, **fields):
    user = User.objects.filter(email=email(name)).first()
    if user:
        return user
    user = User.objects.create(email=email(name), password=password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for entry in ADDRESSES.get(name, []):
        _address(*entry, user=user, is_default=True).keep()
    return user
