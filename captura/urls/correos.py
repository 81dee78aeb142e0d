"""La cola de correos, sus plantillas y el buzón de la demostración."""

from django.urls import path

from captura.views import correos

urlpatterns = [
    path("correos/", correos.correos, name="correos"),
    path("correos/<int:pk>/", correos.correo, name="correo"),
    path("correos/<int:pk>/reintentar/", correos.reintentar, name="correo_reintentar"),
    path("correos/plantillas/", correos.plantillas, name="plantillas"),
    path("correos/plantillas/<slug:clave>/", correos.plantilla, name="plantilla"),
    path("buzon/", correos.buzon_de_demostracion, name="buzon"),
    path("buzon/<str:nombre>/", correos.correo_de_demostracion, name="buzon_correo"),
]
