"""An address as people copy it from a chat, `张三 13800138000 广东省深圳市南山区科技园1号`, in any order, with
or without labels. Nothing of it is stored or logged; the person looks over what was found before anything is sent.
"""

import re
import unicodedata
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import phones
from accounts.regions import finding
from accounts.regions.surnames import SURNAMES

LONGEST = 500  # characters that are read

NAME_LABEL = "收件人姓名|收货人姓名|收件人|收货人|联系人|姓名|名字|收件方"
PHONE_LABEL = "手机号码|联系电话|电话号码|联系方式|联系手机|手机号|手机|电话|号码|tel|phone|mobile"
PLACE_LABEL = (
    "所在地区|收货地址|收件地址|详细地址|联系地址|邮寄地址|街道地址|所在区域|地区|地址|省市区|address"
)
POSTCODE_LABEL = "邮政编码|邮编"
LABEL = re.compile(
    rf"(?:(?P<name>{NAME_LABEL})|(?P<phone>{PHONE_LABEL})|(?P<place>{PLACE_LABEL})|(?P<post>{POSTCODE_LABEL}))"
    r"\s*(?:[:=]|是|为(?!\w*路)|\s)\s*",
    re.IGNORECASE,
)
MOBILE = re.compile(r"(?<!\d)(?:\(?\+?(?:00)?86\)?[\s-]*)?(1[3-9]\d(?:[\s-]?\d){8})(?!\d)")
ABROAD = re.compile(r"\(?\+\d{1,3}\)?[\s-]?\d(?:[\s-]?\d){5,11}(?!\d)")
LANDLINE = re.compile(
    r"(?<!\d)(?:\(?\+?86\)?[\s-]*)?\(?0\d{2,3}\)?[\s-]?\d{7,8}(?:\s*[-转]\s*\d{1,6})?(?!\d)"
)
POSTCODE = re.compile(rf"(?:{POSTCODE_LABEL})?\s*:?\s*(?<!\d)\d{{6}}(?!\d)\s*(?=\n|$|[,;])")
RECEIVES = re.compile(r"\s*[(\[]?(?:收|亲收|先生收|女士收)[)\]]?$")
HONORIFIC = r"(?:先生|女士|小姐|老师|同学|阿姨|叔叔|总)"
CHINESE_NAME = re.compile(rf"(?:{SURNAMES})[\u3400-\u9fff]{{1,2}}{HONORIFIC}?|(?:{SURNAMES}){HONORIFIC}")
ANY_NAME = re.compile(r"[\u3400-\u9fff·]{2,15}|[A-Za-z][A-Za-z .'-]{1,28}[A-Za-z]")
STREET_END = re.compile(r"[路街道巷弄号楼室栋幢座层园区村镇乡城厦院店苑庄里港校场站馆库店柜铺坊组队]$")
# A name written right behind the house: `科技园1号张三`.
BEHIND_HOUSE = re.compile(rf"(?<=[号室楼栋幢层座元户\d])((?:{SURNAMES})[\u3400-\u9fff]{{1,2}}{HONORIFIC}?)$")
BREAK = "\n"
MARKS = " ,;:()-|/"


@dataclass
class Pasted:
    """What was read; empty where nothing was found. `trouble` says what the person has to add."""

    consignee: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    detail: str = ""
    trouble: str = ""

    def fields(self):
        """What goes into the form."""
        values = asdict(self)
        del values["trouble"]
        return {name: value for name, value in values.items() if value}


def read(text):
    """A Pasted. Never raises: what cannot be read stays empty."""
    found = Pasted()
    text = _plain(text)
    text = _take_phone(found, text)
    text = _take_labelled_name(found, text)
    text = LABEL.sub(BREAK, text)
    text = POSTCODE.sub(BREAK, text)
    before, after = _take_region(found, text)
    _take_name_and_detail(found, before, after)
    return found


def _plain(text):
    """Full-width forms become half-width, brackets round, invisible characters nothing."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    text = "".join(" " if char == "\t" else char for char in text if char in "\n\t" or char.isprintable())
    return text.translate(str.maketrans("【】[]。、", "()(),,")).strip()


def _take_phone(found, text):
    for pattern in (MOBILE, ABROAD):
        for match in pattern.finditer(text):
            number = match.group(match.lastindex or 0)
            if _is_phone(number):
                found.phone = re.sub(r"[\s()-]", "", number)
                return _cut(text, match)
    if match := LANDLINE.search(text):
        found.trouble = _("Couriers need a mobile number; a landline was left out.")
        return _cut(text, match)
    found.trouble = _("No phone number was found.")
    return text


def _is_phone(number):
    try:
        phones.normalise(re.sub(r"[\s()-]", "", number))
    except ValidationError:
        return False
    return True


def _cut(text, match):
    return text[: match.start()].rstrip(" ,;:(") + BREAK + text[match.end() :].lstrip(" ,;)")


def _take_labelled_name(found, text):
    for match in LABEL.finditer(text):
        if match["name"]:
            rest = text[match.end() :]
            name = re.match(r"[A-Za-z][A-Za-z .'-]*[A-Za-z]|[\u3400-\u9fff·]+", rest)
            if name and len(name[0]) <= 15:
                found.consignee = RECEIVES.sub("", name[0])
                return text[: match.start()] + BREAK + rest[name.end() :]
    return text


def _take_region(found, text):
    """What stands before the region, and what behind it."""
    region = finding.find(text)
    if region is None:
        found.trouble = found.trouble or _("Province and city were not recognised. Please choose them.")
        return "", text
    found.province, found.city, found.district = region.province, region.city, region.district
    return text[: region.start], text[region.end :]


def _take_name_and_detail(found, before, after):
    pieces = [(piece, True) for piece in _pieces(before)] + [(piece, False) for piece in _pieces(after)]
    if not found.consignee:
        pieces = _take_name(found, pieces)
    behind = [piece for piece, is_before in pieces if not is_before]
    found.detail = " ".join(behind or [piece for piece, _is_before in pieces])[:200]
    if not found.detail and found.province and not found.trouble:
        found.trouble = _("Please add street and house number.")


def _pieces(text):
    """Split at marks and spaces, but not inside `Wang Xiaobo`."""
    pieces = re.split(r"[\n,;|]+|(?<![A-Za-z])\s+|\s+(?![A-Za-z])", text)
    return [piece.strip(MARKS) for piece in pieces if piece.strip(MARKS)]


def _take_name(found, pieces):
    """The piece most like a name: a surname first, what stands before the region next, else any short word."""
    ranked = sorted(range(len(pieces)), key=lambda at: _likeness(*pieces[at]), reverse=True)
    if ranked and _likeness(*pieces[ranked[0]]) > 0:
        found.consignee = RECEIVES.sub("", pieces[ranked[0]][0])
        return [piece for at, piece in enumerate(pieces) if at != ranked[0]]
    return [(_without_name_behind(found, piece), is_before) for piece, is_before in pieces]


def _likeness(piece, is_before):
    word = RECEIVES.sub("", piece)
    if not ANY_NAME.fullmatch(word) or (STREET_END.search(word) and not is_before):
        return 0
    if CHINESE_NAME.fullmatch(word) or "·" in word:
        return 4 + is_before
    if is_before or word.isascii():
        return 3
    return 1 if len(word) < 6 else 0


def _without_name_behind(found, piece):
    match = None if found.consignee else BEHIND_HOUSE.search(RECEIVES.sub("", piece))
    if not match:
        return piece
    found.consignee = match[1]
    return piece[: match.start()]
