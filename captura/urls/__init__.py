"""Direcciones privadas, por áreas. Cada una tiene su fila en tests/captura/matriz/."""

from captura.urls import (
    compromisos,
    correos,
    cuentas,
    escritura,
    hojas,
    perfiles,
    plazos,
    revision,
    trabajos,
)

app_name = "captura"
urlpatterns = [
    *compromisos.urlpatterns,
    *correos.urlpatterns,
    *escritura.urlpatterns,
    *hojas.urlpatterns,
    *cuentas.urlpatterns,
    *perfiles.urlpatterns,
    *plazos.urlpatterns,
    *revision.urlpatterns,
    *trabajos.urlpatterns,
]
