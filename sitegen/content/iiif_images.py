"""Photographs as images of the IIIF Image API 3.0 that need no server: level 0, files alone.

An image has a few whole sizes and no tiles. It is as wide as pages show a photograph at most, because that is what a
consent to the web has been given for; at 2400 pixels its largest size is one file of about half a megabyte. Tiles of
512 pixels would be 28 files more of each photograph, tiles of 1024 nine, and bring no pixel that is not in that one.
The two smaller sizes are those of the pages, so that they are made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sitegen.content.kinds.photo_record import Photo, rights
from sitegen.content.localized import LocalizedSite
from sitegen.model.web_orders import JsonOrder, PictureOrder

Iiif = dict[str, Any]
"""A part of a IIIF resource as JSON says it, in which a text in several languages is one (`PrintText`)."""

WIDTHS = (480, 1200, 2400)
"""The widths in pixels, as far as an original has them."""

IMAGES = "/iiif/images/"
"""Below this address is a folder for each image, which is its identifier."""


@dataclass(frozen=True)
class Image:
    """An image: its identifier, which is a whole address, and its sizes in pixels, smallest first."""

    id: str
    sizes: tuple[tuple[int, int], ...]

    @property
    def size(self) -> tuple[int, int]:
        """Its full width and height."""
        return self.sizes[-1]

    @property
    def service(self) -> Iiif:
        """How a manifest names it."""
        return {"id": self.id, "type": "ImageService3", "profile": "level0"}

    def file(self, size: tuple[int, int] | None = None) -> Iiif:
        """One of its files, the full one unless a size is asked for, as a manifest says it."""
        width, height = size or self.size
        said = f"{width},{height}" if size else "max"
        address = f"{self.id}/full/{said}/0/default.jpg"
        return {"id": address, "type": "Image", "format": "image/jpeg", "width": width, "height": height}


def order_image(photo: Photo, local: LocalizedSite) -> Image | None:
    """Order the files of an image; None where the photograph cannot be opened, which is a problem of its own."""
    site, planner, origin = local.site, local.planner, photo.where("file")
    original = site.original(photo, photo.file)
    found = planner.measure(original, origin=origin)
    if found is None:
        return None
    ratio = found.width / found.height
    widths = sorted({min(width, found.width) for width in WIDTHS})
    image = Image(f"{site.settings.base}{IMAGES}{photo.id}", tuple((one, max(1, round(one / ratio))) for one in widths))
    file, folder = planner.released(original), f"{IMAGES}{photo.id}"
    for width, height in image.sizes:
        order = PictureOrder(file, width, height, "jpeg", copyright=rights(photo, site))
        for name in (f"{width},{height}", *(["max"] if (width, height) == image.size else [])):
            path = f"{folder}/full/{name}/0/default.jpg"
            planner.file(path, order, origin=origin, group=f"image {file.path}")
    planner.file(f"{folder}/info.json", JsonOrder(_info(image)), origin=origin)
    return image


def _info(image: Image) -> Iiif:
    width, height = image.size
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "protocol": "http://iiif.io/api/image",
        **image.service,
        "width": width,
        "height": height,
        "sizes": [{"width": one, "height": other} for one, other in image.sizes],
    }
