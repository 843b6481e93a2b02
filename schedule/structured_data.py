"""schema.org descriptions, for search engines and other machines (JSON-LD)."""

from schedule.addresses import absolute
from schedule.answers import where
from schedule.listing import Day
from schedule.timeline import Occurrence, Place

SCHEMA = "https://schema.org/"


def place_data(place: Place) -> dict:
    """https://schema.org/Place"""
    found = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": absolute(place.url),
        "name": place.name,
        "url": absolute(place.url),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.commune.postcode,
            "addressLocality": place.commune.name,
            "addressCountry": "FR",
        },
    }
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return found


def event(occurrence: Occurrence) -> dict:
    """https://schema.org/Event"""
    status = "EventCancelled" if occurrence.is_cancelled else "EventScheduled"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{occurrence.caravan.name} – {where(occurrence.place)}",
        "startDate": occurrence.start.isoformat(),
        "endDate": occurrence.end.isoformat(),
        "eventStatus": SCHEMA + status,
        "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "location": {key: value for key, value in place_data(occurrence.place).items() if key != "@context"},
        "url": absolute(occurrence.place.url),
    }


def events(days: list[Day]) -> list[dict]:
    return [event(row.occurrence) for day in days for row in day.rows]
