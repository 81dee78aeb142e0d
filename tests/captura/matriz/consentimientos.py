"""Consentimientos: quien captura y UTTAI; el integrante que solo lee, no; sistemas, nada."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from captura.demostracion.consentimientos import TEXTOS
from captura.escaneos import Pagina
from captura.models import (
    EstadoDeHoja,
    EstadoDeTrabajo,
    HojaEscaneada,
    LoteDeEscaneos,
    Trabajo,
)
from captura.servicios.consentimientos import (
    Decision,
    formato_vigente,
    registrar_papel,
    validar_consentimiento,
)
from captura.servicios.formatos import crear_formato
from captura.servicios.trabajos import pedir
from captura.trabajos import SEPARAR_ESCANEOS
from conoceles.comun import reloj
from tests.captura.matriz.compromisos import SOLO_UTTAI, SOLO_UTTAI_ESCRIBE
from tests.captura.matriz.filas import fila
from tests.fabricas import imagen

VEN = (302, 200, 200, 403, 404, 200, 200, 200, 200, 404, 404, 404)
ESCRIBEN = (302, 302, 302, 403, 404, 302, 302, 302, 302, 404, 404, 404)
VEN_EL_LOTE = (302, 200, 200, 404, 404, 404, 404, 200, 200, 404, 404, 404)
TOCAN_EL_LOTE = (302, 302, 302, 404, 404, 404, 404, 302, 302, 404, 404, 404)
MATRIZ = {
    "captura:consentimientos": fila(
        "GET", 302, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403
    ),
    "captura:consentimientos_imprimir": fila("POST", *VEN),
    "captura:formatos": fila("GET", *SOLO_UTTAI),
    "captura:formato_nuevo": fila("GET", *SOLO_UTTAI),
    "captura:formato_nuevo POST": fila("POST", *SOLO_UTTAI_ESCRIBE),
    "captura:escaneos": fila("GET", 302, 200, 200, 200, 200, 200, 403, 200, 200, 403, 403, 403),
    "captura:escaneos POST": fila(
        "POST", 302, 302, 302, 302, 302, 302, 403, 302, 302, 403, 403, 403
    ),
    # Del trabajo que pidió el enlace: para los demás no existe.
    "captura:escaneo_separado": fila(
        "GET", 302, 302, 302, 404, 404, 404, 404, 404, 404, 404, 404, 404
    ),
    "captura:escaneo": fila("GET", *VEN_EL_LOTE),
    "captura:pagina_escaneada": fila("GET", *VEN_EL_LOTE),
    "captura:pagina_escaneada POST": fila("POST", *TOCAN_EL_LOTE),
    "captura:pagina_imagen": fila("GET", *VEN_EL_LOTE),
    "captura:pagina_asignar": fila("POST", *TOCAN_EL_LOTE),
    "captura:pagina_descartar": fila("POST", *TOCAN_EL_LOTE),
    "captura:consentimiento_de": fila("GET", *VEN),
    "captura:consentimiento_firmar": fila(
        "GET", 302, 403, 403, 403, 404, 403, 200, 403, 403, 404, 404, 404
    ),
    "captura:consentimiento_firmar POST": fila(
        "POST", 302, 403, 403, 403, 404, 403, 302, 403, 403, 404, 404, 404
    ),
    "captura:consentimiento_papel": fila("GET", *VEN),
    "captura:consentimiento_papel POST": fila("POST", *ESCRIBEN),
    "captura:consentimiento": fila("GET", *VEN),
    "captura:consentimiento_evidencia": fila("GET", *VEN),
    "captura:consentimiento_validar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 302, 302, 404, 404, 404
    ),
    "captura:consentimiento_retirar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 302, 302, 302, 404, 404, 404
    ),
}
METODOS_REHUSADOS = {
    "captura:consentimientos": "POST",
    "captura:consentimientos_imprimir": "GET",
    "captura:formatos": "POST",
    "captura:formato_nuevo": "DELETE",
    "captura:escaneos": "DELETE",
    "captura:escaneo_separado": "POST",
    "captura:escaneo": "POST",
    "captura:pagina_escaneada": "DELETE",
    "captura:pagina_imagen": "POST",
    "captura:pagina_asignar": "GET",
    "captura:pagina_descartar": "GET",
    "captura:consentimiento_de": "POST",
    "captura:consentimiento_firmar": "DELETE",
    "captura:consentimiento_papel": "DELETE",
    "captura:consentimiento": "POST",
    "captura:consentimiento_evidencia": "POST",
    "captura:consentimiento_validar": "GET",
    "captura:consentimiento_retirar": "GET",
}


def _respuestas(**mas):
    return {
        "tratamiento": "si",
        "publicacion": "no",
        "estadistica": "si",
        "firmante": "Persona Ficticia",
        **mas,
    }


class Escenario:
    def _formato_vigente(self):
        proceso = self.papeles.proceso
        return formato_vigente(proceso) or crear_formato(proceso, "Uno", TEXTOS, None)

    def _imagen_distinta(self, papel):
        """Una imagen distinta para cada papel: la misma hoja no se registra dos veces."""
        return imagen(lado=300 + len(papel) + 7 * LoteDeEscaneos.objects.count())

    def _registrado(self, objetivo, papel):
        return registrar_papel(
            candidatura=objetivo.candidatura,
            formato=self._formato_vigente(),
            decision=Decision(tratamiento=True),
            firmante="Persona Ficticia",
            firmado_el=reloj.hoy(),
            evidencia=Pagina.de(papel.encode()),
            adscripcion=self.papeles.cuentas["enlace"],
        )

    def _de_un_lote(self, objetivo, papel, estado):
        enlace = self.papeles.cuentas["enlace"]
        lote = LoteDeEscaneos.objects.create(
            proceso=self.papeles.proceso,
            actor=enlace.actor,
            huella=papel,
            subido_por=enlace.usuario,
            subido_en=reloj.ahora(),
        )
        hoja = HojaEscaneada(lote=lote, numero=1, estado=estado, huella_de_imagen=f"{papel:x<64}")
        if estado == EstadoDeHoja.POR_TRANSCRIBIR:
            hoja.candidatura = objetivo.candidatura
        hoja.imagen.save("h.jpg", ContentFile(f"hoja de {papel}".encode()))
        return hoja

    def _consentimientos(self, objetivo, papel, variante):
        return [], {}, ""

    def _consentimientos_imprimir(self, objetivo, papel, variante):
        self._formato_vigente()
        return [], {"candidatura": [objetivo.candidatura_id]}, ""

    def _formatos(self, objetivo, papel, variante):
        return [], {}, ""

    def _formato_nuevo(self, objetivo, papel, variante):
        self._aviso_vigente()
        return [], {**TEXTOS, "nombre": f"Versión de {papel}"}, ""

    def _escaneos(self, objetivo, papel, variante):
        return [], {"archivo": SimpleUploadedFile("h.jpg", self._imagen_distinta(papel))}, ""

    def _escaneo_separado(self, objetivo, papel, variante):
        proceso = self.papeles.proceso
        lote = self._de_un_lote(objetivo, papel, EstadoDeHoja.POR_ASIGNAR).lote
        trabajo = pedir(
            clase=SEPARAR_ESCANEOS,
            clave=f"{proceso.pk}:{lote.huella}",
            parametros={"proceso": proceso.pk},
            adscripcion=self.papeles.cuentas["enlace"],
        )
        Trabajo.objects.filter(pk=trabajo.pk).update(
            estado=EstadoDeTrabajo.TERMINADO, vence_en=reloj.ahora()
        )
        return [trabajo.pk], {}, ""

    def _escaneo(self, objetivo, papel, variante):
        hoja = self._de_un_lote(objetivo, papel, EstadoDeHoja.POR_ASIGNAR)
        return [hoja.lote_id], {}, ""

    def _pagina_escaneada(self, objetivo, papel, variante):
        self._formato_vigente()
        hoja = self._de_un_lote(objetivo, papel, EstadoDeHoja.POR_TRANSCRIBIR)
        return [hoja.pk], _respuestas(firmado_el="2023-04-10"), ""

    def _pagina_imagen(self, objetivo, papel, variante):
        return self._pagina_escaneada(objetivo, papel, variante)

    def _pagina_asignar(self, objetivo, papel, variante):
        hoja = self._de_un_lote(objetivo, papel, EstadoDeHoja.POR_ASIGNAR)
        return [hoja.pk], {"candidatura": objetivo.candidatura_id}, ""

    def _pagina_descartar(self, objetivo, papel, variante):
        return self._pagina_escaneada(objetivo, papel, variante)

    def _consentimiento_de(self, objetivo, papel, variante):
        return [objetivo.candidatura_id], {}, ""

    def _consentimiento_firmar(self, objetivo, papel, variante):
        formato = self._formato_vigente()
        datos = _respuestas(formato=formato.pk, declaracion="on")
        return [objetivo.candidatura_id], datos, ""

    def _consentimiento_papel(self, objetivo, papel, variante):
        self._formato_vigente()
        archivo = SimpleUploadedFile("h.jpg", imagen(lado=300 + 11 * len(papel)))
        datos = _respuestas(firmado_el="2023-04-10", archivo=archivo)
        return [objetivo.candidatura_id], datos, ""

    def _consentimiento(self, objetivo, papel, variante):
        return [self._registrado(objetivo, papel).folio], {}, ""

    def _consentimiento_evidencia(self, objetivo, papel, variante):
        return self._consentimiento(objetivo, papel, variante)

    def _consentimiento_validar(self, objetivo, papel, variante):
        return self._consentimiento(objetivo, papel, variante)

    def _consentimiento_retirar(self, objetivo, papel, variante):
        hecho = validar_consentimiento(
            consentimiento=self._registrado(objetivo, papel),
            adscripcion=self.papeles.cuentas["revision"],
        )
        return [hecho.folio], {"motivo": "Escrito de la persona."}, ""
