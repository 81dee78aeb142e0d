"""Cuándo vence lo que a cada quien le toca hacer, con el calendario del instituto.

Todo sale de parámetros del proceso: sin días fijados no hay plazo. El día en que algo empieza no
cuenta; el plazo termina al acabar su último día, más lo que el sitio no respondió
(`candidaturas.disponibilidad`) y, si la hay, hasta donde diga la prórroga.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.db.models import Max
from django.utils import timezone

from candidaturas.disponibilidad import alargado
from candidaturas.models import Interrupcion, ProcesoElectoral
from captura.models import Cuestionario, DiaInhabil, Estado, EstadoDeProrroga, Prorroga
from conoceles.comun import reloj

SABADO = 5


class ClaseDePlazo(models.TextChoices):
    CAPTURA = "captura", "Captura"
    REQUERIMIENTO = "requerimiento", "Respuesta a observaciones"
    VERIFICACION = "verificacion", "Verificación del instituto"


# Qué plazo corre en cada estado; en los demás no corre ninguno.
CORRE: dict[str, ClaseDePlazo] = {
    Estado.SIN_DATOS: ClaseDePlazo.CAPTURA,
    Estado.EN_CAPTURA: ClaseDePlazo.CAPTURA,
    Estado.CON_OBSERVACIONES: ClaseDePlazo.REQUERIMIENTO,
    Estado.ENVIADO: ClaseDePlazo.VERIFICACION,
    Estado.EN_REVISION: ClaseDePlazo.VERIFICACION,
}


@dataclass(frozen=True, slots=True)
class Plazo:
    """`quedan`: días (hábiles, si así cuenta el proceso) después de hoy; negativo si ya venció."""

    clase: ClaseDePlazo
    vence_en: datetime
    quedan: int
    vencido: bool
    minutos_por_caidas: int
    con_prorroga: bool


class Inicios(NamedTuple):
    """De dónde se cuenta cada plazo de un cuestionario y hasta dónde lo lleva una prórroga.

    Los días son los del instituto. Es una tupla porque se hace una por candidatura.
    """

    registrada_el: date | None
    observado_el: date | None
    enviado_el: date | None
    prorroga_hasta: datetime | None


class Calendario:
    """Los plazos de un proceso. Se lee una vez y sirve para todas sus candidaturas; si el proceso
    no tiene plazos, no pregunta nada a la base."""

    def __init__(self, proceso: ProcesoElectoral, *, siempre_habiles: bool = False):
        """`siempre_habiles`: los días que cuentan son hábiles aunque el proceso use naturales."""
        self.proceso = proceso
        self._siempre_habiles = siempre_habiles
        self.dias: dict[ClaseDePlazo, int | None] = {
            clase: proceso.parametro(f"dias_{clase.value}") for clase in ClaseDePlazo
        }
        # Muchas candidaturas comparten fechas: cada una se calcula una sola vez.
        self._vencimientos: dict[tuple[date, int], tuple[datetime, int]] = {}
        self._cuentas: dict[tuple[date, date], int] = {}
        self._plazos: dict[tuple[str, Inicios], Plazo | None] = {}

    @cached_property
    def _ahora(self) -> datetime:
        return reloj.ahora()

    @cached_property
    def _captura_desde(self) -> date | None:
        return self.proceso.parametro("captura_desde")

    @cached_property
    def habiles(self) -> bool:
        return self._siempre_habiles or self.proceso.parametro("plazos_en_dias_habiles")

    @cached_property
    def _descansa_el_fin_de_semana(self) -> bool:
        return self.proceso.parametro("fin_de_semana_inhabil")

    @cached_property
    def _inhabiles(self) -> set[date]:
        return set(DiaInhabil.objects.values_list("dia", flat=True)) if self.habiles else set()

    @cached_property
    def _interrupciones(self) -> list[tuple[datetime, datetime]]:
        if self.proceso.parametro("caida_ventana_horas") is None:
            return []
        return list(Interrupcion.objects.values_list("desde", "hasta"))

    def cuenta(self, dia: date) -> bool:
        """Si ese día corre el plazo."""
        if not self.habiles:
            return True
        if self._descansa_el_fin_de_semana and dia.weekday() >= SABADO:
            return False
        return dia not in self._inhabiles

    def sumar(self, desde: date, dias: int) -> date:
        """El último día de un plazo que empieza al día siguiente de `desde`."""
        if not self.habiles:
            return desde + timedelta(days=dias)
        dia = desde
        while dias > 0:
            dia += timedelta(days=1)
            dias -= self.cuenta(dia)
        return dia

    def contar(self, desde: date, hasta: date) -> int:
        """Cuántos días que cuentan hay después de `desde` y hasta `hasta`; negativo si ya pasó."""
        if hasta < desde:
            return -self.contar(hasta, desde)
        if not self.habiles:
            return (hasta - desde).days
        if (desde, hasta) not in self._cuentas:
            self._cuentas[desde, hasta] = sum(
                self.cuenta(desde + timedelta(days=n)) for n in range(1, (hasta - desde).days + 1)
            )
        return self._cuentas[desde, hasta]

    def sin_alargar(self, desde: date, dias: int) -> datetime:
        """Cuándo vencería si el sitio no hubiera fallado."""
        return timezone.make_aware(datetime.combine(self.sumar(desde, dias), time(23, 59, 59)))

    def vencimiento(self, desde: date, dias: int) -> tuple[datetime, int]:
        """Cuándo vence, ya con las interrupciones, y los minutos que estas le sumaron."""
        clave = (desde, dias)
        if clave not in self._vencimientos:
            self._vencimientos[clave] = alargado(
                self.sin_alargar(desde, dias),
                self._interrupciones,
                ventana_horas=self.proceso.parametro("caida_ventana_horas"),
                minimo=self.proceso.parametro("caida_minima_minutos"),
            )
        return self._vencimientos[clave]

    def plazo(self, estado: str, inicios: Inicios) -> Plazo | None:
        """El plazo que corre, o None si ninguno corre o el proceso no lo fija."""
        clave = (estado, inicios)
        if clave not in self._plazos:
            self._plazos[clave] = self._calcular(estado, inicios)
        return self._plazos[clave]

    def _calcular(self, estado: str, inicios: Inicios) -> Plazo | None:
        clase = CORRE.get(estado)
        if clase is None or (dias := self.dias[clase]) is None:
            return None
        desde = self.desde(clase, inicios)
        if desde is None:
            return None
        hasta = inicios.prorroga_hasta if clase != ClaseDePlazo.VERIFICACION else None
        vence_en, minutos = self.vencimiento(desde, dias)
        con_prorroga = False
        if hasta is not None and hasta > vence_en:
            vence_en, con_prorroga = hasta, True
        return Plazo(
            clase,
            vence_en,
            self.contar(timezone.localdate(self._ahora), timezone.localdate(vence_en)),
            self._ahora > vence_en,
            0 if con_prorroga else minutos,
            con_prorroga,
        )

    def desde(self, clase: ClaseDePlazo, inicios: Inicios) -> date | None:
        """El día en que empieza a correr ese plazo; None si no consta."""
        if clase is ClaseDePlazo.CAPTURA:
            # Quien entra por sustitución empieza el suyo con su propio registro.
            comienzos = [inicios.registrada_el, self._captura_desde]
            return max((c for c in comienzos if c), default=None)
        if clase is ClaseDePlazo.REQUERIMIENTO:
            return inicios.observado_el
        return inicios.enviado_el


def plazo_de(cuestionario: Cuestionario, calendario: Calendario | None = None) -> Plazo | None:
    """El plazo que hoy corre para un cuestionario. Para muchos, use `Calendario.plazo`."""
    calendario = calendario or Calendario(cuestionario.candidatura.proceso)
    clase = CORRE.get(Estado(cuestionario.estado))
    if clase is None or calendario.dias[clase] is None:
        return None
    inicios = _inicios(cuestionario, clase)
    prorrogas = Prorroga.objects.filter(
        cuestionario=cuestionario, estado=EstadoDeProrroga.CONCEDIDA
    )
    hasta = prorrogas.aggregate(ultima=Max("hasta"))["ultima"]
    return calendario.plazo(cuestionario.estado, inicios._replace(prorroga_hasta=hasta))


def _inicios(cuestionario: Cuestionario, clase: ClaseDePlazo) -> Inicios:
    """Sin la prórroga."""
    observado_en = None
    if clase is ClaseDePlazo.REQUERIMIENTO:
        observado_en = cuestionario.observaciones.aggregate(ultima=Max("creada_en"))["ultima"]
    return Inicios(
        cuestionario.candidatura.registrada_el,
        _dia(observado_en),
        _dia(cuestionario.enviado_en),
        None,
    )


def _dia(momento: datetime | None) -> date | None:
    return timezone.localdate(momento) if momento else None


def vencio(cuestionario: Cuestionario) -> bool:
    """Si el plazo de quien captura ya terminó; sin plazo, nunca."""
    clase = CORRE.get(Estado(cuestionario.estado))
    if clase is None or clase is ClaseDePlazo.VERIFICACION:
        return False
    calendario = Calendario(cuestionario.candidatura.proceso)
    desde, dias = calendario.desde(clase, _inicios(cuestionario, clase)), calendario.dias[clase]
    if desde is None or dias is None:
        return False
    # Las caídas y las prórrogas solo alargan: casi siempre sobra leerlas.
    if reloj.ahora() <= calendario.sin_alargar(desde, dias):
        return False
    plazo = plazo_de(cuestionario, calendario)
    return plazo is not None and plazo.vencido
