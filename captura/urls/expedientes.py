"""El expediente de cada actor y la carpeta de archivo."""

from django.urls import path

from captura.views import expedientes

urlpatterns = [
    path("expedientes/", expedientes.expedientes, name="expedientes"),
    path("expedientes/carpeta/", expedientes.pedir_la_carpeta, name="carpeta_pedir"),
    path("expedientes/<int:pk>/", expedientes.pedir_uno, name="expediente_pedir"),
]
