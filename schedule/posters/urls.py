"""The addresses that stand on paper: short, and the same for good."""

from django.urls import path

from schedule.posters import views

urlpatterns = [
    path("p/<str:code>", views.short, name="short"),
    path("p/<str:code>/", views.short),
    path("affiches/", views.find, name="poster_find"),
    path("affiches/<str:code>/", views.check, name="poster_check"),
    path("affiches/<str:code>/<str:form>.pdf", views.on_paper, name="poster_file"),
]
