"""Plazos, días inhábiles y prórrogas."""

from django.urls import path

from captura.views import plazos

urlpatterns = [
    path("plazos/", plazos.plazos, name="plazos"),
    path("plazos/inhabiles/", plazos.inhabil, name="inhabil"),
    path("plazos/inhabiles/<int:pk>/quitar/", plazos.quitar, name="inhabil_quitar"),
    path("cuestionarios/<int:pk>/prorroga/", plazos.pedir, name="prorroga_pedir"),
    path("prorrogas/<int:pk>/", plazos.prorroga, name="prorroga"),
]
