"""Captura en lote: hojas de cálculo y fotografías. Solo quien captura por varias candidaturas."""

import json
import zipfile
from dataclasses import asdict

from captura.hojas import fotos, revision
from captura.models import EstadoDeTrabajo, Trabajo
from captura.servicios.trabajos import pedir
from captura.trabajos import REVISAR_FOTOS, REVISAR_HOJA
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila

DE_QUIEN_CAPTURA = (302, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403)
AL_ENVIAR = (302, 302, 302, 302, 302, 302, 403, 403, 403, 403, 403, 403)
# La vista previa del escenario es del enlace que captura: para los demás no existe.
DE_SU_DUENO = (302, 200, 200, 404, 404, 404, 403, 403, 403, 403, 403, 403)
AL_APLICARLA = (302, 302, 302, 404, 404, 404, 403, 403, 403, 403, 403, 403)

MATRIZ = {
    "captura:hoja": fila("GET", *DE_QUIEN_CAPTURA),
    "captura:hoja POST": fila("POST", *DE_QUIEN_CAPTURA),
    "captura:hoja_plantilla": fila("POST", *AL_ENVIAR),
    "captura:hoja_revision": fila("GET", *DE_SU_DUENO),
    "captura:hoja_aplicar": fila("POST", *AL_APLICARLA),
    "captura:fotos": fila("GET", *DE_QUIEN_CAPTURA),
    "captura:fotos POST": fila("POST", *DE_QUIEN_CAPTURA),
    "captura:fotos_revision": fila("GET", *DE_SU_DUENO),
    "captura:fotos_imagen": fila("GET", *DE_SU_DUENO),
    "captura:fotos_aplicar": fila("POST", *AL_APLICARLA),
}
METODOS_REHUSADOS = {
    "captura:hoja": "DELETE",
    "captura:hoja_plantilla": "GET",
    "captura:hoja_revision": "POST",
    "captura:hoja_aplicar": "GET",
    "captura:fotos": "DELETE",
    "captura:fotos_revision": "POST",
    "captura:fotos_imagen": "POST",
    "captura:fotos_aplicar": "GET",
}


class Escenario:
    def _hoja(self, objetivo, papel, variante):
        return [], {}, ""

    _hoja_plantilla = _fotos = _hoja

    def _hoja_revision(self, objetivo, papel, variante):
        previa = self._previa(REVISAR_HOJA)
        revision.guardar(previa.ruta, [revision.Renglon(2)])
        return [previa.pk], {}, ""

    _hoja_aplicar = _hoja_revision

    def _fotos_revision(self, objetivo, papel, variante):
        previa = self._previa(REVISAR_FOTOS)
        with zipfile.ZipFile(previa.ruta, "w") as zip_:
            foto = fotos.Foto("C1.jpg", huella="una")
            zip_.writestr(fotos.RENGLONES, json.dumps([asdict(foto)]))
            zip_.writestr("una.jpg", b"")
        return [previa.pk], {}, ""

    _fotos_aplicar = _fotos_revision

    def _fotos_imagen(self, objetivo, papel, variante):
        return [*self._fotos_revision(objetivo, papel, variante)[0], 0], {}, ""

    def _previa(self, clase):
        previa = pedir(
            clase=clase,
            clave="la de la matriz",
            parametros={},
            adscripcion=self.papeles.cuentas["enlace"],
        )
        previa.carpeta.mkdir(parents=True, exist_ok=True)
        Trabajo.objects.filter(pk=previa.pk).update(
            estado=EstadoDeTrabajo.TERMINADO, vence_en=reloj.ahora()
        )
        return previa
