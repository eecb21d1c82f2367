"""What print would refuse, told by builds without print too, so that nobody learns it on the day of printing."""

from __future__ import annotations

from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.zine_record import Zine
from sitegen.making.print.picture_sizes import too_coarse
from sitegen.model.zine_plan import FEWEST, MOST
from sitegen.plan.planner import SitePlanner


def tell_few_pixels(planner: SitePlanner) -> None:
    """Note the photographs of zines that have too few pixels for the largest size at which they may be printed."""
    site = planner.site
    for zine in site.all(Zine):
        photos = [photo for name in zine.photos if (photo := site.get(Photo, name))]
        found = [planner.measure(site.original(photo, photo.file), origin=photo.where("file")) for photo in photos]
        sizes = [(one.width, one.height) for one in found if one]
        if len(sizes) == len(zine.photos) and FEWEST <= len(sizes) <= MOST:
            for coarse in too_coarse(sizes):
                where, params = photos[coarse.photo].where("file"), coarse._asdict() | {"zine": zine.ref}
                planner.problems.warning("few-pixels-for-print", where, **params)
