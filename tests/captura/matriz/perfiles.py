"""Cuestionarios, fotografías, compromisos, reportes de error y textos."""

from captura.huellas import huella_de
from captura.models import (
    Acuse,
    Canal,
    ClaseDeError,
    Habilitacion,
    SolicitudDeHabilitacion,
    TextoEditable,
)
from captura.servicios.captura import guardar_fotografia
from captura.servicios.compromisos import firmar
from captura.servicios.reportes import recibir_reporte
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import CuestionarioFactory, FormulaFactory, VersionFactory, imagen

# «enlace» abre lo propio de su partido; los demás, lo de la coalición.
# Orden de las columnas: el de PAPELES.
MATRIZ = {
    "captura:inicio": fila("GET", 302, *[200] * 11),
    "captura:cuestionario": fila("GET", 302, 200, 200, 200, 404, 200, 200, 200, 200, 404, 404, 404),
    "captura:cuestionario POST": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:enviar": fila("GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404),
    "captura:revision": fila("GET", 302, 403, 403, 403, 404, 403, 403, 200, 200, 404, 404, 404),
    "captura:paso": fila("POST", 302, 302, 302, 403, 404, 403, 403, 403, 403, 404, 404, 404),
    "captura:paso terminar": fila(
        "POST", 302, 403, 403, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:paso revisar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 302, 302, 404, 404, 404
    ),
    "captura:paso retirar": fila(
        "POST", 302, 403, 403, 403, 404, 403, 403, 403, 302, 404, 404, 404
    ),
    "captura:fotografia_subir": fila(
        "POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404
    ),
    "captura:fotografia": fila("GET", 302, 200, 200, 200, 404, 200, 200, 200, 200, 404, 404, 404),
    "captura:acuse": fila("GET", 302, 200, 200, 200, 404, 200, 200, 200, 200, 404, 404, 404),
    "captura:solicitudes": fila("GET", 302, 200, 200, 200, 200, 403, 403, 200, 200, 403, 403, 403),
    "captura:solicitar": fila("GET", 302, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403),
    "captura:solicitar POST": fila(
        "POST", 302, 302, 302, 302, 302, 403, 403, 403, 403, 403, 403, 403
    ),
    "captura:solicitud_externa": fila(
        "GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403
    ),
    "captura:solicitud_externa POST": fila(
        "POST", 302, 403, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403
    ),
    "captura:habilitar": fila("POST", 302, 403, 403, 403, 404, 404, 404, 302, 302, 404, 404, 404),
    "captura:firmar": fila("GET", 302, 200, 200, 403, 404, 200, 200, 403, 403, 404, 404, 404),
    "captura:firmar POST": fila("POST", 302, 302, 302, 403, 404, 302, 302, 403, 403, 404, 404, 404),
    "captura:firma": fila("GET", 302, 200, 200, 200, 404, 200, 200, 200, 200, 404, 404, 404),
    "captura:reportes": fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "captura:reporte": fila("GET", 302, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 404),
    "captura:reporte_mover": fila(
        "POST", 302, 404, 404, 404, 404, 404, 404, 302, 302, 404, 404, 404
    ),
    "captura:textos": fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "captura:texto_editar": fila("GET", 302, 403, 403, 403, 403, 403, 403, 200, 200, 403, 403, 403),
    "captura:texto_editar POST": fila(
        "POST", 302, 403, 403, 403, 403, 403, 403, 302, 302, 403, 403, 403
    ),
}
# Lo que no acepta cada dirección, para cualquiera con cuenta.
METODOS_REHUSADOS = {
    "captura:inicio": "POST",
    "captura:cuestionario": "PUT",
    "captura:enviar": "POST",
    "captura:revision": "POST",
    "captura:paso": "GET",
    "captura:fotografia_subir": "GET",
    "captura:fotografia": "POST",
    "captura:acuse": "POST",
    "captura:solicitudes": "POST",
    "captura:solicitar": "DELETE",
    "captura:solicitud_externa": "DELETE",
    "captura:habilitar": "GET",
    "captura:firmar": "DELETE",
    "captura:firma": "POST",
    "captura:reportes": "POST",
    "captura:reporte": "POST",
    "captura:reporte_mover": "GET",
    "captura:textos": "POST",
    "captura:texto_editar": "DELETE",
}


class Escenario:
    def _inicio(self, objetivo, papel, variante):
        return [], {}, ""

    def _cuestionario(self, objetivo, papel, variante):
        objetivo.refresh_from_db()
        return [objetivo.pk], {"version": objetivo.version, "propuesta_1": "Otra."}, ""

    def _enviar(self, objetivo, papel, variante):
        type(objetivo).objects.filter(pk=objetivo.pk).update(estado="en_captura")
        return [objetivo.pk], {}, ""

    def _revision(self, objetivo, papel, variante):
        return [objetivo.pk], {}, ""

    def _paso(self, objetivo, papel, variante):
        paso = variante or "enviar"
        estado = {
            "enviar": "en_captura",
            "terminar": "en_captura",
            "revisar": "enviado",
            "verificar": "en_revision",
            "pausar": "publicado",
            "retirar": "publicado",
        }[paso]
        type(objetivo).objects.filter(pk=objetivo.pk).update(
            estado=estado, huella_verificada="x" * 64
        )
        self._con_foto(objetivo)
        datos = {"motivo": "Prueba", "motivo_de_pausa": "Prueba", "seccion": ""}
        if paso == "pausar":
            self._publicado(objetivo)
            datos["seccion"] = "contacto"
        return [objetivo.pk, paso], datos, ""

    def _fotografia_subir(self, objetivo, papel, variante):
        from django.core.files.uploadedfile import SimpleUploadedFile

        return (
            [objetivo.pk],
            {"archivo": SimpleUploadedFile("f.jpg", imagen()), "reciente": "on"},
            "",
        )

    def _con_foto(self, objetivo):
        if objetivo.foto_id is None:
            cuestionarios = type(objetivo).objects.filter(pk=objetivo.pk)
            estado = cuestionarios.values_list("estado", flat=True).get()
            cuestionarios.update(estado="en_captura")
            guardar_fotografia(
                cuestionario=objetivo,
                datos=imagen(),
                adscripcion=self.papeles.cuentas["enlace"],
            )
            cuestionarios.update(estado=estado)
            objetivo.refresh_from_db()

    def _fotografia(self, objetivo, papel, variante):
        self._con_foto(objetivo)
        return [objetivo.pk], {}, ""

    def _acuse(self, objetivo, papel, variante):
        acuse = Acuse.objects.create(
            folio=f"ACU-{papel}",
            cuestionario=objetivo,
            contenido={},
            huella=huella_de({}),
            emitido_en=reloj.ahora(),
            emitido_para=self.papeles.cuentas["enlace"].usuario,
        )
        return [acuse.folio], {}, ""

    def _solicitudes(self, objetivo, papel, variante):
        return [], {}, ""

    def _familia(self):
        return self.papeles.proceso.familias_de_compromisos.get()

    def _solicitar(self, objetivo, papel, variante):
        suya = self.papeles.cuentas.get(papel)
        actor = suya.actor if suya and suya.actor else self.papeles.a
        nueva = CuestionarioFactory(candidatura__formula=FormulaFactory(actor=actor)).candidatura
        datos = {
            "familia": self._familia().pk,
            "alcance": "elegidas",
            "candidaturas": [nueva.pk],
        }
        consulta = f"?actor={actor.pk}" if suya and suya.rol == "enlace" else ""
        return [], datos, consulta

    def _solicitud_externa(self, objetivo, papel, variante):
        actor = self.papeles.coalicion
        datos = {
            "familia": self._familia().pk,
            "alcance": "elegidas",
            "candidaturas": [self.papeles.cuestionario.candidatura_id],
            "solicitante": self.papeles.b.pk,
            "canal": Canal.CORREO,
            "referencia": "Correo del 25 de abril",
            "recibida_el": "2023-04-25",
            "recibida_a_las": "10:30",
        }
        return [], datos, f"?actor={actor.pk}"

    def _solicitud(self, objetivo, *, atendida=False):
        solicitud = SolicitudDeHabilitacion.objects.create(
            familia=self._familia(),
            actor=objetivo.candidatura.formula.actor,
            solicitante=self.papeles.a,
            canal=Canal.SISTEMA,
            recibida_en=reloj.ahora(),
            atendida_en=reloj.ahora() if atendida else None,
        )
        Habilitacion.objects.create(solicitud=solicitud, candidatura=objetivo.candidatura)
        return solicitud

    def _habilitar(self, objetivo, papel, variante):
        return [self._solicitud(objetivo).pk], {}, ""

    def _version(self):
        return VersionFactory(familia=self._familia())

    def _firmar(self, objetivo, papel, variante):
        self._solicitud(objetivo, atendida=True)
        version = self._version()
        datos = {
            "compromisos": list(version.compromisos.values_list("pk", flat=True)),
            "firmante": "Persona Ficticia",
            "declaracion": "on",
        }
        return [objetivo.candidatura_id, version.pk], datos, ""

    def _firma(self, objetivo, papel, variante):
        self._solicitud(objetivo, atendida=True)
        version = self._version()
        firma = firmar(
            candidatura=objetivo.candidatura,
            version=version,
            compromisos=list(version.compromisos.values_list("pk", flat=True)),
            firmante="Persona Ficticia",
            adscripcion=self.papeles.cuentas["enlace"],
        )
        return [firma.folio], {}, ""

    def _reportes(self, objetivo, papel, variante):
        return [], {}, ""

    def _reporte(self, objetivo, papel, variante):
        reporte = recibir_reporte(
            candidatura=objetivo.candidatura, clase=ClaseDeError.OTRO, texto="Un error."
        )
        return [reporte.folio], {"hacia": "en_atencion", "nota": ""}, ""

    def _reporte_mover(self, objetivo, papel, variante):
        return self._reporte(objetivo, papel, variante)

    def _textos(self, objetivo, papel, variante):
        return [], {}, ""

    def _texto_editar(self, objetivo, papel, variante):
        ahora = reloj.ahora()
        texto, _ = TextoEditable.objects.get_or_create(
            clave="prueba", defaults={"titulo": "Prueba", "texto": "Uno.", "actualizado_en": ahora}
        )
        version = texto.actualizado_en.isoformat()
        return ["prueba"], {"titulo": papel, "texto": "Dos.", "version": version}, ""
