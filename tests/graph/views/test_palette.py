import pytest

from graph.views.palette import INK, LAYERS, OTHER, PAPER, STROKES, Layer, layer_of, palette_css


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("layer", [*LAYERS.values(), OTHER], ids=lambda layer: layer.key)
def test_every_layer_stands_out_on_light_and_dark_paper(layer: Layer) -> None:
    assert contrast(layer.light, PAPER[0]) >= 3
    assert contrast(layer.dark, PAPER[1]) >= 3


def test_text_is_legible_on_both_papers() -> None:
    assert contrast(INK[0], PAPER[0]) >= 7
    assert contrast(INK[1], PAPER[1]) >= 7


def test_no_two_layers_share_a_colour_and_no_two_statuses_a_dash() -> None:
    assert len({layer.light for layer in LAYERS.values()}) == len(LAYERS)
    assert len({layer.dark for layer in LAYERS.values()}) == len(LAYERS)
    assert len({stroke.dashes for stroke in STROKES.values()}) == len(STROKES)


def test_styles_hold_every_colour_and_a_strange_layer_is_grey() -> None:
    css = palette_css()
    for layer in LAYERS.values():
        assert f".layer-{layer.key} {{ --hue: {layer.light}; }}" in css
        assert f".layer-{layer.key} {{ --hue: {layer.dark}; }}" in css
    assert layer_of("</style>") is OTHER
