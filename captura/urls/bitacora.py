"""La bitácora: quién hizo qué y cuándo."""

from django.urls import path

from captura.views import bitacora

urlpatterns = [
    path("bitacora/", bitacora.bitacora, name="bitacora"),
    path("bitacora/hoja/", bitacora.hoja, name="bitacora_csv"),
    path("bitacora/<int:pk>/", bitacora.acto, name="acto"),
]
