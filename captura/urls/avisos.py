"""El aviso de privacidad."""

from django.urls import path

from captura.views import avisos

urlpatterns = [
    path("aviso/", avisos.aviso, name="aviso"),
    path("avisos/", avisos.avisos, name="avisos"),
    path("avisos/nuevo/", avisos.nuevo, name="aviso_nuevo"),
]
