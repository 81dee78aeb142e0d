"""Direcciones privadas, por áreas. Cada una tiene su fila en tests/captura/matriz/."""

from captura.urls import correos, escritura, perfiles, plazos, trabajos

app_name = "captura"
urlpatterns = [
    *correos.urlpatterns,
    *perfiles.urlpatterns,
    *plazos.urlpatterns,
    *trabajos.urlpatterns,
    *escritura.urlpatterns,
]
