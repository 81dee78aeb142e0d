"""Direcciones privadas, por áreas. Cada una tiene su fila en tests/captura/matriz/."""

from captura.urls import (
    avisos,
    bitacora,
    compromisos,
    consentimientos,
    correos,
    cuentas,
    derechos,
    escritura,
    expedientes,
    hojas,
    identidad,
    movimientos,
    perfiles,
    plazos,
    procesos,
    revision,
    tablero,
    trabajos,
)

app_name = "captura"
urlpatterns = [
    *avisos.urlpatterns,
    *bitacora.urlpatterns,
    *compromisos.urlpatterns,
    *consentimientos.urlpatterns,
    *correos.urlpatterns,
    *cuentas.urlpatterns,
    *derechos.urlpatterns,
    *escritura.urlpatterns,
    *expedientes.urlpatterns,
    *hojas.urlpatterns,
    *identidad.urlpatterns,
    *movimientos.urlpatterns,
    *perfiles.urlpatterns,
    *plazos.urlpatterns,
    *procesos.urlpatterns,
    *revision.urlpatterns,
    *tablero.urlpatterns,
    *trabajos.urlpatterns,
]
