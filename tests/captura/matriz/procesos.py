"""Preparar, abrir y cerrar un proceso: solo Coordinación."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from candidaturas.models import EstadoDeProceso
from captura.identidad import contenido_de_partida
from captura.models import EstadoDeTrabajo, Trabajo
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad
from captura.trabajos import REVISAR_REGISTRO
from conoceles.comun import reloj
from tests.captura.matriz.filas import fila
from tests.fabricas import ActorFactory, ProcesoFactory

_ABRE = fila("GET", 302, *(403,) * 7, 200, 403, 403, 403)
_HACE = fila("POST", 302, *(403,) * 7, 302, 403, 403, 403)
_DICE = fila("POST", 302, *(403,) * 7, 200, 403, 403, 403)

_PAGINAS = (
    "proceso_nuevo", "proceso_datos", "proceso_publicacion", "proceso_parametro",
    "proceso_avanzar", "proceso_regresar", "proceso_cargos", "proceso_actor_nuevo",
    "proceso_actor", "proceso_partido_nuevo", "proceso_partido", "proceso_invitaciones",
    "proceso_registro", "proceso_preguntas", "pregunta", "pregunta_nueva", "bloque_de_preguntas",
)  # fmt: skip
_LECTURAS = (
    "procesos", "proceso", "proceso_parametros", "proceso_compromisos", "proceso_actores",
    "registro_revision",
)  # fmt: skip

MATRIZ = {
    **{f"captura:{nombre}": _ABRE for nombre in (*_PAGINAS, *_LECTURAS)},
    **{f"captura:{nombre} POST": _HACE for nombre in _PAGINAS},
    # El trabajo es de quien lo pidió.
    "captura:registro_cargar": _HACE,
    # Sin confirmar solo se dice lo que pasaría.
    "captura:proceso_nuevo POST sin_confirmar": _DICE,
    "captura:proceso_invitaciones POST sin_confirmar": _DICE,
}
METODOS_REHUSADOS = {
    **{f"captura:{nombre}": "DELETE" for nombre in _PAGINAS},
    **{f"captura:{nombre}": "POST" for nombre in _LECTURAS},
    "captura:registro_cargar": "GET",
}


class Escenario:
    def _en_preparacion(self):
        return ProcesoFactory(
            clave="siguiente", nombre="Siguiente", estado=EstadoDeProceso.EN_PREPARACION,
            vigente=False,
        )  # fmt: skip

    def _procesos(self, objetivo, papel, variante):
        return [], {}, ""

    def _proceso_nuevo(self, objetivo, papel, variante):
        datos = {
            "anterior": self.papeles.proceso.pk,
            "nombre": f"Proceso de {papel}",
            "clave": f"pel-{papel}".replace("_", "-"),
            "anio": 2024,
            "tipo": "ordinario",
            "jornada_el": "2024-06-02",
        }
        return [], datos if "sin_confirmar" in variante else datos | {"confirmar": "1"}, ""

    def _proceso(self, objetivo, papel, variante):
        return [self.papeles.proceso.pk], {}, ""

    _proceso_parametros = _proceso_compromisos = _proceso_actores = _proceso

    def _proceso_datos(self, objetivo, papel, variante):
        datos = {
            "nombre": "Siguiente", "clave": "siguiente", "anio": 2023, "tipo": "ordinario",
            "jornada_el": "2023-06-04",
        }  # fmt: skip
        return [self._en_preparacion().pk], datos, ""

    def _proceso_publicacion(self, objetivo, papel, variante):
        datos = {"desde": "2023-04-02T00:00", "cita": "Acuerdo de ejemplo"}
        return [self.papeles.proceso.pk], datos, ""

    def _proceso_parametro(self, objetivo, papel, variante):
        datos = {"valor": "300", "cita": "Acuerdo de ejemplo"}
        return [self.papeles.proceso.pk, "texto_minimo"], datos, ""

    def _proceso_avanzar(self, objetivo, papel, variante):
        proceso = self.papeles.proceso
        return [proceso.pk], {"estado": proceso.estado}, ""

    def _proceso_regresar(self, objetivo, papel, variante):
        proceso = self.papeles.proceso
        return [proceso.pk], {"motivo": "Fue un error.", "estado": proceso.estado}, ""

    def _proceso_cargos(self, objetivo, papel, variante):
        return [self.papeles.proceso.pk], {"cargo": "gubernatura"}, ""

    def _proceso_actor_nuevo(self, objetivo, papel, variante):
        datos = {"tipo": "independiente", "nombre": f"Independiente {papel}", "orden": 90}
        return [self.papeles.proceso.pk], datos, ""

    def _proceso_actor(self, objetivo, papel, variante):
        actor = ActorFactory(proceso=self.papeles.proceso)
        datos = {
            "tipo": "partido", "nombre": actor.nombre, "orden": 5,
            "partidos": [actor.partidos.get().pk],
        }  # fmt: skip
        return [self.papeles.proceso.pk, actor.pk], datos, ""

    def _proceso_partido_nuevo(self, objetivo, papel, variante):
        datos = {"sigla": f"P-{papel}", "nombre": f"Partido {papel}", "alcance": "local"}
        return [self.papeles.proceso.pk], datos, ""

    def _proceso_partido(self, objetivo, papel, variante):
        partido = self.papeles.a.partidos.get()
        datos = {"sigla": partido.sigla, "nombre": "Otro nombre", "alcance": "local"}
        return [self.papeles.proceso.pk, partido.pk], datos, ""

    def _proceso_invitaciones(self, objetivo, papel, variante):
        actor = ActorFactory(proceso=self.papeles.proceso)
        datos = {f"persona_{actor.pk}": "Persona", f"correo_{actor.pk}": "p@example.org"}
        if "sin_confirmar" not in variante:
            datos["confirmar"] = "1"
        return [self.papeles.proceso.pk], datos, ""

    def _proceso_preguntas(self, objetivo, papel, variante):
        proceso = self.papeles.proceso
        version = crear_cuestionario_de_identidad(proceso=proceso, contenido=contenido_de_partida())
        return [proceso.pk], {"version": version.pk, "bajar": "lengua_indigena"}, ""

    def _pregunta_nueva(self, objetivo, papel, variante):
        partes, datos, _ = self._proceso_preguntas(objetivo, papel, variante)
        return partes, datos | {"texto": "¿Otra?", "bloque": "pueblos"}, ""

    def _pregunta(self, objetivo, papel, variante):
        partes, datos, _ = self._proceso_preguntas(objetivo, papel, variante)
        return [*partes, "migrante"], datos | {"texto": "¿Es migrante?"}, ""

    def _bloque_de_preguntas(self, objetivo, papel, variante):
        partes, datos, _ = self._proceso_preguntas(objetivo, papel, variante)
        return [*partes, "edad"], datos | {"titulo": "Edades"}, ""

    def _proceso_registro(self, objetivo, papel, variante):
        archivo = SimpleUploadedFile("registro.csv", b"a,b\n1,2\n")
        return [self.papeles.proceso.pk], {"archivo": archivo}, ""

    def _registro_revision(self, objetivo, papel, variante):
        """Una revisión terminada, de la misma cuenta que la pide."""
        adscripcion = self.papeles.cuentas.get(papel, self.papeles.cuentas["coordinacion"])
        trabajo = Trabajo.objects.create(
            clase=REVISAR_REGISTRO,
            clave=papel,
            titulo="Revisión",
            parametros={"proceso": self.papeles.proceso.clave, "crear": False},
            pedido_por=adscripcion.usuario,
            rol=adscripcion.rol,
            actor=adscripcion.actor,
            pedido_en=reloj.ahora(),
            estado=EstadoDeTrabajo.TERMINADO,
            vence_en=reloj.ahora(),
            archivo="revision.jsonl",
        )
        trabajo.carpeta.mkdir(parents=True)
        trabajo.ruta.write_text(json.dumps({"catalogos": 0}) + "\n")
        return [trabajo.pk], {}, ""

    _registro_cargar = _registro_revision
