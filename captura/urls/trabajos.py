"""Lo que hace el trabajador: su avance, y los archivos que deja."""

from django.urls import path

from captura.views import trabajos

urlpatterns = [
    path("archivos/", trabajos.trabajos, name="trabajos"),
    path("archivos/<uuid:uuid>/", trabajos.trabajo, name="trabajo"),
    path("archivos/<uuid:uuid>/cancelar/", trabajos.cancelar_trabajo, name="trabajo_cancelar"),
    path("archivos/<uuid:uuid>/bajar/", trabajos.bajar, name="trabajo_bajar"),
]
