"""The site without the layer in front of Django, to measure what Django itself costs."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
