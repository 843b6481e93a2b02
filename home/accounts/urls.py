"""Below /admin/, before Wagtail's own."""

from django.urls import path

from home.accounts import managing, views

urlpatterns = [
    path("login/", views.sign_in, name="wagtailadmin_login"),
    path("login/code/", views.code, name="sign_in_code"),
    path("reprendre/", views.resume, name="resume"),
    path("securite/", managing.security, name="security"),
    path("securite/application/", managing.set_up, name="set_up_second_factor"),
    path("securite/appareils/", managing.forget_devices, name="forget_devices"),
    path("securite/<int:user_id>/reinitialiser/", managing.reset, name="reset_second_factor"),
]
