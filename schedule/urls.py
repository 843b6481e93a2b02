"""The addresses under /permanences/ that are not pages."""

from django.urls import path, re_path

from schedule import views
from schedule.feeds import views as feeds
from schedule.posters import views as posters

urlpatterns = [
    path("maintenant.json", views.now, name="now"),
    path("pres-de-chez-moi/", views.near_me, name="near_me"),
    path("calendrier.ics", feeds.feed, name="feed"),
    path("changements.atom", feeds.feed, name="news"),
    path("caravane/<slug:caravan>/calendrier.ics", feeds.feed, name="caravan_feed"),
    path("<slug:commune>/calendrier.ics", feeds.feed, name="commune_feed"),
    path("<slug:commune>/changements.atom", feeds.feed, name="commune_news"),
    path("<slug:commune>/<slug:place>/calendrier.ics", feeds.feed, name="place_feed"),
    path("<slug:commune>/<slug:place>/<int:stay>.ics", feeds.stay_file, name="stay_file"),
    path(
        "<slug:commune>/<slug:place>/<int:stay>-<int:day>-<int:hour>.ics",
        feeds.session_file,
        name="session_file",
    ),
    path("<slug:commune>/affiche/", posters.make, name="commune_poster"),
    path("<slug:commune>/<slug:place>/affiche/", posters.make, name="place_poster"),
    path("<slug:commune>/<slug:place>/<int:stay>/affiche/", posters.make, name="stay_poster"),
    path("<slug:commune>/<slug:place>/sms.txt", posters.sms, name="place_sms"),
    re_path(r"\.(?:ics|atom)$", feeds.unknown),
]
