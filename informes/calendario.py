"""A qué mes pertenece un día y de cuándo a cuándo va cada informe de un proceso.

Un informe empieza el día después de que termina el anterior, no el día primero.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from candidaturas.models import ProcesoElectoral
from conoceles.comun import reloj
from informes import redaccion
from informes.models import InformeMensual

UN_DIA = timedelta(days=1)


def dia_primero(dia: date) -> date:
    return dia.replace(day=1)


def mes_siguiente(mes: date) -> date:
    return dia_primero(mes + timedelta(days=31))


def fin_de_mes(mes: date) -> date:
    return mes_siguiente(mes) - UN_DIA


@dataclass(frozen=True, slots=True)
class Calendario:
    """Los informes guardados de un proceso, y las respuestas que se derivan de ellos."""

    proceso: ProcesoElectoral
    guardados: dict[date, InformeMensual]

    @classmethod
    def de(cls, proceso: ProcesoElectoral) -> "Calendario":
        informes = list(InformeMensual.objects.filter(proceso=proceso).order_by("mes", "version"))
        for informe in informes:
            informe.proceso = proceso
        return cls(proceso, {i.mes: i for i in informes})

    def informe(self, mes: date) -> InformeMensual:
        """El informe guardado de ese mes o, si no hay, un borrador sin guardar."""
        if mes in self.guardados:
            return self.guardados[mes]
        ultimo = next(reversed(self.guardados.values()), None)
        return InformeMensual(
            proceso=self.proceso,
            mes=mes,
            desde=self._inicio(mes),
            firma_nombre=ultimo.firma_nombre if ultimo else "",
            firma_cargo=ultimo.firma_cargo if ultimo else "",
        )

    def hasta(self, informe: InformeMensual) -> date:
        """Fin del periodo: el fijado o, mientras el mes corre, hoy."""
        if informe.hasta:
            return informe.hasta
        return max(informe.desde, min(self._cierre(informe), reloj.hoy()))

    def periodo(self, informe: InformeMensual) -> str:
        return redaccion.periodo(informe.desde, self.hasta(informe))

    def mes_en_curso(self) -> date:
        """El mes al que va lo que ocurre hoy."""
        hoy = reloj.hoy()
        return self.mes_de(ocurrido_el=hoy, registrado_el=hoy)

    def admite(self, mes: date) -> bool:
        """Si ese mes puede tener informe: ni los futuros ni los de años anteriores al proceso."""
        return mes in self.guardados or self.primer_mes <= mes <= self.mes_en_curso()

    @property
    def primer_mes(self) -> date:
        """Los trabajos de un proceso empiezan el año anterior."""
        return date(self.proceso.anio - 1, 1, 1)

    def mes_de(self, *, ocurrido_el: date, registrado_el: date) -> date:
        """El informe al que va un acto. El que llega tarde a uno ya aprobado pasa al siguiente."""
        for informe in self.guardados.values():
            if self._llega_tarde(informe, ocurrido_el, registrado_el):
                ocurrido_el = max(registrado_el, self._cierre(informe) + UN_DIA)
        for informe in self.guardados.values():
            if not informe.es_aprobado and informe.desde <= ocurrido_el <= self._cierre(informe):
                return informe.mes
        mes = dia_primero(ocurrido_el)
        while mes in self.guardados and ocurrido_el > self._cierre(self.guardados[mes]):
            mes = mes_siguiente(mes)
        return mes

    @staticmethod
    def _llega_tarde(informe: InformeMensual, ocurrido_el: date, registrado_el: date) -> bool:
        hasta, aprobado_el = informe.hasta, informe.aprobado_el
        if not informe.es_aprobado or hasta is None or aprobado_el is None:
            return False
        if ocurrido_el > hasta:
            return False
        return ocurrido_el >= informe.desde or registrado_el > aprobado_el

    def _inicio(self, mes: date) -> date:
        anterior = self.guardados.get(dia_primero(mes - UN_DIA))
        return self._cierre(anterior) + UN_DIA if anterior else mes

    def _cierre(self, informe: InformeMensual) -> date:
        """El último día que el informe puede llegar a cubrir."""
        if informe.hasta:
            return informe.hasta
        siguiente = self.guardados.get(mes_siguiente(informe.mes))
        fin = fin_de_mes(informe.mes)
        if siguiente:
            fin = min(fin, siguiente.desde - UN_DIA)
        return max(informe.desde, fin)
