"""Direcciones del sistema. Las públicas son fijas: otras personas construyen sobre ellas."""

from django.conf import settings
from django.urls import include, path, re_path

from conoceles.medios import servir_medio
from conoceles.salud import salud

urlpatterns = [
    path("salud/", salud, name="salud"),
    path("cuentas/", include("allauth.urls")),
    path("captura/", include("captura.urls")),
    path("informes/", include("informes.urls")),
    re_path(
        rf"^{settings.MEDIA_URL.strip('/')}/(?P<ruta>[\w/.-]+)$",
        servir_medio,
        name="medio",
    ),
    path("", include("candidaturas.urls")),
]

handler500 = "conoceles.errores.error_500"
