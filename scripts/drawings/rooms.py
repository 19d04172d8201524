"""Each shop's own backdrop."""

from drawings.kit import backdrop

JADE_HALL = backdrop("#e4e2ec", "#f4f3f8", "#c6bccb", "circle")
LITTLE_CARPENTER = backdrop("#d6e9e2", "#ecf6f0", "#e6c99c", "wave")
ONE_PAGE = backdrop("#dfe6e4", "#f1f4ef", "#c9b292", "steps")
IN_THE_HOUSE = backdrop("#e9dfd3", "#f7f1e8", "#c9a987", "beam")
BARE_SKIN = backdrop("#f1e4ea", "#fbf4f6", "#dcc3cd", "drop")
AMONG_FLOWERS = backdrop("#f8dcd6", "#fdeeea", "#ecc4b0", "window")
TEA_HOUSE = backdrop("#e6e8d3", "#f5f5e6", "#cdb083", "circle")
FRUIT_DIARY = backdrop("#fbe9b9", "#fff6dd", "#f0cf92", "hills")
GOOD_NUTS = backdrop("#f5e4c9", "#fdf3e0", "#e3b984", "arch")
