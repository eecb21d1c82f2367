"""Charts: a view of figures -> a layout in which every label is measured -> marks that templates draw.

`plotting.plotted` is the way in; the templates in `charts/` turn its marks into SVG with real text.
"""
