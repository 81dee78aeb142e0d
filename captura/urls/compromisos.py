"""Los textos de los compromisos y el retiro de una firma."""

from django.urls import path

from captura.views import compromisos, textos_de_compromisos

urlpatterns = [
    path("compromisos/textos/", textos_de_compromisos.familias, name="compromisos_textos"),
    path("compromisos/textos/nueva/", textos_de_compromisos.familia_nueva, name="familia_nueva"),
    path(
        "compromisos/textos/<int:pk>/version/",
        textos_de_compromisos.version_nueva,
        name="version_nueva",
    ),
    path(
        "compromisos/versiones/<int:pk>/",
        textos_de_compromisos.version,
        name="version_de_compromisos",
    ),
    path("firmas/<slug:folio>/retirar/", compromisos.retirar, name="firma_retirar"),
]
