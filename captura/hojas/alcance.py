"""Las candidaturas que una cuenta captura, halladas por folio, y por qué alguna no se edita."""

from collections import Counter

from candidaturas.models import EstadoDeProceso
from captura.consultas import cuestionarios_de_trabajo, en_orden
from captura.flujo import EDITABLES
from captura.importacion.nombres import llano
from captura.models import Adscripcion, Cuestionario, Rol
from captura.permisos import puede_capturar
from captura.plazos import vencio


class Alcance:
    """Lo que la cuenta captura en su proceso, en orden de boleta. Se lee una sola vez."""

    def __init__(self, adscripcion: Adscripcion):
        self.adscripcion = adscripcion
        # Quien captura tiene actor, y el actor, proceso.
        self.proceso = adscripcion.actor.proceso
        self._captura: dict[int, bool] = {}
        self.cuestionarios: list[Cuestionario] = []
        todos = en_orden(cuestionarios_de_trabajo(adscripcion, self.proceso), adscripcion)
        for cuestionario in todos.select_related("foto"):
            # Un solo proceso en memoria: sus parámetros se leen una vez.
            cuestionario.candidatura.proceso = self.proceso
            if self._la_captura(cuestionario):
                self.cuestionarios.append(cuestionario)
        repetidos = Counter(c.candidatura.folio for c in self.cuestionarios)
        self._folios = {
            c.pk: c.candidatura.folio
            for c in self.cuestionarios
            if c.candidatura.folio and repetidos[c.candidatura.folio] == 1
        }
        self._por_folio = {llano(self.folio(c)): c for c in self.cuestionarios}
        # El número del sistema sirve siempre, también cuando hay folio del registro.
        for cuestionario in self.cuestionarios:
            self._por_folio.setdefault(llano(_propio(cuestionario)), cuestionario)

    def folio(self, cuestionario: Cuestionario) -> str:
        """El del registro o, si no lo hay o se repite, uno del sistema."""
        return self._folios.get(cuestionario.pk) or _propio(cuestionario)

    def hallar(self, folio: str) -> Cuestionario | None:
        return self._por_folio.get(llano(folio))

    def version(self) -> list[list[int]]:
        """Lo que debe seguir igual para que una vista previa diga la verdad."""
        return [[c.pk, c.version] for c in self.cuestionarios]

    def _la_captura(self, cuestionario: Cuestionario) -> bool:
        candidatura = cuestionario.candidatura
        if self.adscripcion.rol != Rol.ENLACE:
            return True  # su alcance es exactamente lo que se le confió
        actor = candidatura.formula.actor_id
        if actor not in self._captura:
            self._captura[actor] = puede_capturar(self.adscripcion, candidatura)
        return self._captura[actor]


def _propio(cuestionario: Cuestionario) -> str:
    return f"C{cuestionario.candidatura_id}"


def por_que_no_se_edita(cuestionario: Cuestionario) -> str:
    """El motivo, en palabras; vacío si se puede editar."""
    if not cuestionario.candidatura.esta_en_boleta:
        return "Ya no está en la boleta: su cuestionario no se edita."
    if cuestionario.candidatura.proceso.estado != EstadoDeProceso.ABIERTO:
        return "El proceso no está abierto: los cuestionarios no se editan."
    if cuestionario.estado not in EDITABLES:
        return f"Su perfil está {cuestionario.get_estado_display().lower()}: ya no se edita."
    if vencio(cuestionario):
        return "Su plazo venció: pida una prórroga desde el cuestionario."
    return ""
