"""Words to start from, for every occasion. The giver picks one and writes on."""

from django.utils.translation import gettext_lazy as _

from shops.occasions import Occasion

GREETINGS = {
    Occasion.BIRTHDAY: [
        _("Happy birthday! May every day of it bring a smile."),
        _("One more year, and still you. Happy birthday!"),
        _("Make a wish today. I have brought the present."),
        _("Today you come first: eat well, laugh a lot."),
    ],
    Occasion.THANKS: [
        _("Thank you for being there. I keep it in my heart."),
        _("You helped me so much. Here is a small thank-you."),
        _("Some thanks are too big for words, so here is a present."),
    ],
    Occasion.SPRING: [
        _("Happy New Year! Peace and joy to all of your family."),
        _("May the new year bring you health and all you wish for."),
        _("Too far to visit, so my New Year's wishes travel first."),
        _("Something for the holidays: may the year taste sweet."),
    ],
    Occasion.MOON: [
        _("Happy Mid-Autumn! One moon above us, and I think of you."),
        _("The moon is full; may your family be together too."),
        _("May we live long and share this moon, however far apart."),
    ],
    Occasion.QIXI: [
        _("Happy Qixi! With you, every day is worth keeping."),
        _("Tonight the stars meet, and I think of you."),
        _("In all the crowd, I still like you best."),
    ],
    Occasion.TEACHER: [
        _("Happy Teachers' Day! Thank you for lighting my way."),
        _("What you taught me still helps me today. Thank you."),
        _("May your garden of students bloom, and you stay well."),
    ],
    Occasion.HEART: [
        _("For no reason at all, I just thought of you."),
        _("I saw it and thought: this is yours."),
        _("You have worked hard lately. Be good to yourself today."),
        _("A small surprise for an ordinary day."),
    ],
    Occasion.WEDDING: [
        _("Happy wedding! A hundred years of harmony."),
        _("May you two find poetry in every day together."),
        _("Two for every meal and every season. Congratulations!"),
    ],
    Occasion.BABY: [
        _("Welcome, little one! May you grow up healthy and happy."),
        _("Congratulations! Your family has a new little treasure."),
        _("Take care of the baby, and of yourself too, dear mother."),
    ],
    Occasion.HOME: [
        _("A new home! May good things move in with you."),
        _("New home, new start: may every lamp in it shine warmly."),
        _("Dinner at yours soon! First something for the house."),
    ],
    Occasion.WELL: [
        _("Rest well and get better soon. We all think of you."),
        _("Do not hurry, get well first; leave the rest to us."),
        _("May you feel a little better every day."),
    ],
    Occasion.GRADUATION: [
        _("Happy graduation! The road is long and bright; enjoy it."),
        _("You made it! May all your efforts bear fruit."),
        _("Whatever comes next, stay as brave as today."),
    ],
}


def of(occasion):
    """What is suggested for `occasion`, an Occasion or its value; for none, the first one of each."""
    if occasion:
        return GREETINGS[Occasion(occasion)]
    return [words[0] for words in GREETINGS.values()]


def suggestions():
    """(occasion, its words) for each of them, after those for no occasion in particular."""
    return [("", of("")), *((occasion.value, words) for occasion, words in GREETINGS.items())]
