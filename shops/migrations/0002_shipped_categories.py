"""The tree every shop starts with. A merchant's operator may rename, move and add; jewellery and education are not giftable."""

from django.db import migrations

STEP = 4  # digits of one level in the path of a materialised-path tree, base 36

TREE = [
    ("food", "食品饮料", "Food & Drink", [
        ("tea", "茶叶", "Tea"),
        ("coffee", "咖啡", "Coffee"),
        ("nuts-and-snacks", "坚果零食", "Nuts & Snacks"),
        ("sweets", "糖果巧克力", "Sweets & Chocolate"),
        ("fruit", "水果生鲜", "Fruit & Fresh Food"),
        ("wine", "酒类", "Wine & Spirits"),
        ("honey", "蜂蜜滋补", "Honey & Tonics"),
    ]),
    ("flowers", "鲜花绿植", "Flowers & Plants", [
        ("cut-flowers", "鲜花", "Cut Flowers"),
        ("plants", "绿植盆栽", "Potted Plants"),
    ]),
    ("home", "家居生活", "Home", [
        ("furniture", "家具", "Furniture"),
        ("lighting", "灯具", "Lighting"),
        ("bedding", "家纺", "Bedding & Cushions"),
        ("kitchen", "餐厨茶具", "Kitchen & Teaware"),
        ("decoration", "家饰香氛", "Decoration & Scents"),
        ("storage", "收纳", "Storage"),
    ]),
    ("garden", "园艺", "Garden", [
        ("pots", "花盆", "Pots & Planters"),
        ("garden-tools", "园艺工具", "Garden Tools"),
        ("garden-furniture", "户外家具", "Garden Furniture & Fences"),
    ]),
    ("fashion", "服饰鞋包", "Clothing, Shoes & Bags", [
        ("womens-clothing", "女装", "Women's Clothing"),
        ("mens-clothing", "男装", "Men's Clothing"),
        ("shoes", "鞋靴", "Shoes"),
        ("bags", "箱包", "Bags"),
        ("accessories", "围巾配饰", "Scarves & Accessories"),
        ("watches", "钟表", "Watches & Clocks"),
    ]),
    ("beauty", "美妆个护", "Beauty & Care", []),
    ("children", "母婴玩具", "Babies & Toys", []),
    ("books", "图书文具", "Books & Stationery", []),
    ("electronics", "数码家电", "Electronics", []),
    ("sports", "运动户外", "Sports & Outdoors", []),
    ("pets", "宠物用品", "Pets", []),
    ("jewellery", "珠宝首饰", "Jewellery", [
        ("rings", "戒指", "Rings"),
        ("necklaces", "项链吊坠", "Necklaces & Pendants"),
        ("bracelets", "手链手镯", "Bracelets & Bangles"),
        ("earrings", "耳饰", "Earrings"),
        ("brooches", "胸针", "Brooches"),
        ("gold", "黄金珠宝", "Gold & Gems"),
    ]),
    ("education", "教育培训", "Education & Training", [
        ("courses", "课程", "Courses"),
        ("training", "培训考证", "Training & Exams"),
    ]),
]  # fmt: skip

NOT_GIFTABLE = {"jewellery", "education"}


def base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return f"{digits[number // 36]}{digits[number % 36]}".rjust(STEP, "0")


def rows(category):
    for place, (slug, name, name_en, children) in enumerate(TREE, start=1):
        path = base36(place)
        yield category(
            path=path, depth=1, numchild=len(children), slug=slug, name=name, name_en=name_en,
            giftable=slug not in NOT_GIFTABLE,
        )  # fmt: skip
        for child_place, (child, child_name, child_name_en) in enumerate(children, start=1):
            yield category(
                path=path + base36(child_place), depth=2, slug=child, name=child_name, name_en=child_name_en
            )


def plant(apps, _schema_editor):
    category = apps.get_model("shops", "Category")
    category.objects.bulk_create(rows(category))


def uproot(apps, _schema_editor):
    apps.get_model("shops", "Category").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("shops", "0001_initial")]
    operations = [migrations.RunPython(plant, uproot)]
