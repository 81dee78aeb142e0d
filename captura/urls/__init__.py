"""Direcciones privadas, por áreas. Cada una tiene su fila en tests/captura/matriz/."""

from captura.urls import perfiles, plazos, trabajos

app_name = "captura"
urlpatterns = [
    *perfiles.urlpatterns,
    *plazos.urlpatterns,
    *trabajos.urlpatterns,
]
