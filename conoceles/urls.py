"""Direcciones del sistema. Las públicas son fijas: otras personas construyen sobre ellas."""

from django.conf import settings
from django.urls import include, path, re_path

from captura.views import verificacion
from captura.views.entregas import entrega
from captura.views.invitaciones_publicas import aceptar
from captura.views.reportes_publicos import reportar
from conoceles.medios import servir_medio
from conoceles.salud import salud

urlpatterns = [
    path("salud/", salud, name="salud"),
    # Públicas: quien las abre no tiene cuenta.
    path("cuentas/invitacion/<str:ficha>/", aceptar, name="invitacion"),
    path("cuentas/datos/<str:ficha>/", entrega, name="entrega_de_datos"),
    path("cuentas/", include("allauth.urls")),
    path("captura/", include("captura.urls")),
    path("informes/", include("informes.urls")),
    re_path(
        rf"^{settings.MEDIA_URL.strip('/')}/(?P<ruta>[\w/.-]+)$",
        servir_medio,
        name="medio",
    ),
    # Pública, pero lo que recibe es privado: por eso la atiende `captura`.
    path("candidaturas/<int:pk>-<slug:slug>/reportar/", reportar, name="reportar"),
    # La dirección que llevan los QR de los documentos: no cambia.
    path("verificar/", verificacion.inicio, name="verificar_inicio"),
    path("verificar/<str:folio>/", verificacion.verificar, name="verificar"),
    path("", include("candidaturas.urls")),
]

handler500 = "conoceles.errores.error_500"
