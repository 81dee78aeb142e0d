"""El calendario de cada informe: corte, cuantitativo, sesión, envío y acuse.

Nada se anota aquí: un paso está hecho cuando existe lo que deja (el corte registrado, el archivo
del cuantitativo, la aprobación, el oficio, su acuse). Los vencimientos salen de parámetros del
proceso y se cuentan con los días del instituto (`captura.plazos`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone

from captura.models import Acto, ClaseDeActo, EstadoDeTrabajo, Rol, Trabajo
from captura.permisos import EDITAN_INFORMES, REGISTRAN_OFICIOS
from captura.plazos import Calendario as Plazos
from conoceles.comun import reloj
from informes.calendario import Calendario, fin_de_mes, mes_siguiente
from informes.models import CorteCuantitativo, InformeMensual, Oficio, Sentido


class Paso(models.TextChoices):
    CORTE = "corte", "Corte"
    CUANTITATIVO = "cuantitativo", "Informe cuantitativo"
    SESION = "sesion", "Sesión de la Comisión"
    ENVIO = "envio", "Envío al INE"
    ACUSE = "acuse", "Acuse del INE"


# A quién le toca cada paso, y sin cuál no puede empezar.
RESPONSABLES: dict[Paso, frozenset[Rol]] = {
    Paso.CORTE: EDITAN_INFORMES,
    Paso.CUANTITATIVO: EDITAN_INFORMES,
    Paso.SESION: EDITAN_INFORMES | {Rol.COMISION},
    Paso.ENVIO: REGISTRAN_OFICIOS,
    Paso.ACUSE: REGISTRAN_OFICIOS,
}
ESPERA_A = {
    Paso.CUANTITATIVO: Paso.CORTE,
    Paso.ENVIO: Paso.SESION,
    Paso.ACUSE: Paso.ENVIO,
}
# Los cortes que cierran un mes: un parcial no lo cierra.
DEL_MES = (CorteCuantitativo.Clase.MENSUAL, CorteCuantitativo.Clase.FINAL)


@dataclass(frozen=True, slots=True)
class Hecho:
    """Cuándo se hizo un paso, quién lo anotó («» si no consta) y qué quedó de él."""

    dia: date
    quien: str
    que: str


@dataclass(frozen=True, slots=True)
class PasoDelMes:
    """`vence_el`: último día para hacerlo, o None si el proceso no lo fija. `quedan`: días después
    de hoy que cuentan para el plazo, negativo si ya venció."""

    paso: Paso
    vence_el: date | None
    quedan: int | None
    hecho: Hecho | None
    espera_a: Paso | None

    @property
    def le_toca_a(self) -> str:
        # En el orden en que los roles están escritos: un conjunto no tiene orden.
        return ", ".join(rol.label for rol in Rol if rol in RESPONSABLES[self.paso])

    @property
    def vencido(self) -> bool:
        return self.hecho is None and self.quedan is not None and self.quedan < 0

    @property
    def fue_tarde(self) -> bool:
        return (
            self.hecho is not None
            and self.vence_el is not None
            and (self.hecho.dia > self.vence_el)
        )


@dataclass(frozen=True, slots=True)
class Mes:
    """Un informe con sus pasos."""

    informe: InformeMensual
    pasos: tuple[PasoDelMes, ...]

    @property
    def cerrado(self) -> bool:
        return all(paso.hecho for paso in self.pasos)

    def paso(self, cual: Paso) -> PasoDelMes:
        return next(p for p in self.pasos if p.paso == cual)


def meses(calendario: Calendario) -> list[Mes]:
    """El mes que corre y los anteriores a los que les falta algún paso, el más reciente primero.

    Se cuenta desde el primer informe guardado: antes el sistema no llevaba los informes.
    """
    plazos = Plazos(calendario.proceso)
    actual = calendario.mes_en_curso()
    todos = [de_un_mes(calendario, mes, plazos) for mes in _desde_el_primero(calendario, actual)]
    return [m for m in reversed(todos) if m.informe.mes == actual or not m.cerrado]


def _desde_el_primero(calendario: Calendario, actual: date) -> Iterator[date]:
    mes = min([*calendario.guardados, actual])
    while mes <= actual:
        yield mes
        mes = mes_siguiente(mes)


def de_un_mes(calendario: Calendario, mes: date, plazos: Plazos | None = None) -> Mes:
    plazos = plazos or Plazos(calendario.proceso)
    informe = calendario.informe(mes)
    hechos = _hechos(informe)
    vencimientos = _vencimientos(plazos, mes, hechos)
    hoy = reloj.hoy()
    return Mes(
        informe,
        tuple(
            PasoDelMes(
                paso,
                vence_el,
                plazos.contar(hoy, vence_el) if vence_el else None,
                hechos[paso],
                antes if (antes := ESPERA_A.get(paso)) and hechos[antes] is None else None,
            )
            for paso, vence_el in vencimientos.items()
        ),
    )


def _vencimientos(
    plazos: Plazos, mes: date, hechos: dict[Paso, Hecho | None]
) -> dict[Paso, date | None]:
    """El envío se cuenta desde la sesión que hubo y el acuse desde el envío que hubo; si aún no los
    hay, desde el día en que vencen."""
    fijado = plazos.proceso.parametro

    def despues(desde: date | None, parametro: str) -> date | None:
        dias = fijado(parametro)
        return None if desde is None or dias is None else plazos.sumar(desde, dias)

    def dia_de(paso: Paso, vence_el: date | None) -> date | None:
        hecho = hechos[paso]
        return hecho.dia if hecho else vence_el

    dia = fijado("informe_dia_de_corte")
    corte = mes.replace(day=min(dia, fin_de_mes(mes).day)) if dia else None
    sesion = despues(corte, "informe_dias_sesion")
    envio = despues(dia_de(Paso.SESION, sesion), "informe_dias_envio")
    return {
        Paso.CORTE: corte,
        Paso.CUANTITATIVO: despues(corte, "informe_dias_cuantitativo"),
        Paso.SESION: sesion,
        Paso.ENVIO: envio,
        Paso.ACUSE: despues(dia_de(Paso.ENVIO, envio), "informe_dias_acuse"),
    }


# --- Qué está hecho -----------------------------------------------------------------------------
def _hechos(informe: InformeMensual) -> dict[Paso, Hecho | None]:
    corte = _corte(informe)
    oficio = (
        Oficio.objects.filter(
            informe__proceso=informe.proceso, informe__mes=informe.mes, sentido=Sentido.ENVIADO
        )
        .select_related("registrado_por")
        .order_by("fecha", "pk")
        .first()
    )
    return {
        Paso.CORTE: _registro(corte) if corte else None,
        Paso.CUANTITATIVO: _cuantitativo(corte) if corte else None,
        Paso.SESION: _sesion(informe),
        Paso.ENVIO: _envio(oficio) if oficio else None,
        Paso.ACUSE: _acuse(oficio) if oficio and oficio.acuse_el else None,
    }


def _registro(corte: CorteCuantitativo) -> Hecho:
    dia = timezone.localdate(corte.registrado_en)
    return Hecho(dia, str(corte.registrado_por), str(corte))


def _envio(oficio: Oficio) -> Hecho:
    return Hecho(oficio.fecha, str(oficio.registrado_por), f"Oficio {oficio.numero}")


def _corte(informe: InformeMensual) -> CorteCuantitativo | None:
    """El del mes: su momento cae en el periodo del informe."""
    cortes = CorteCuantitativo.objects.filter(
        proceso=informe.proceso,
        clase__in=DEL_MES,
        corte_en__date__gte=informe.desde,
        corte_en__date__lte=informe.hasta or fin_de_mes(informe.mes),
    )
    return cortes.select_related("registrado_por").order_by("corte_en").first()


def _cuantitativo(corte: CorteCuantitativo) -> Hecho | None:
    """El primer archivo que se hizo de ese corte, aunque ya se haya borrado al vencer."""
    hechos = Trabajo.objects.filter(
        clase="informe_cuantitativo",
        parametros__proceso=corte.proceso.clave,
        estado__in=[EstadoDeTrabajo.TERMINADO, EstadoDeTrabajo.VENCIDO],
        terminado_en__isnull=False,
    ).select_related("pedido_por")
    for trabajo in hechos.order_by("terminado_en"):
        if datetime.fromisoformat(trabajo.parametros["corte"]) == corte.corte_en:
            dia = timezone.localdate(trabajo.terminado_en)
            return Hecho(dia, str(trabajo.pedido_por), trabajo.titulo)
    return None


def _sesion(informe: InformeMensual) -> Hecho | None:
    """La primera versión aprobada: corregir después no deshace el paso."""
    aprobado = (
        InformeMensual.objects.filter(
            proceso=informe.proceso, mes=informe.mes, estado__in=InformeMensual.APROBADOS
        )
        .order_by("version")
        .first()
    )
    if aprobado is None or aprobado.aprobado_el is None:
        return None
    quien = _autor(ClaseDeActo.ESTADO_DE_INFORME, informe=aprobado.pk, hacia="aprobado")
    return Hecho(aprobado.aprobado_el, quien, aprobado.sesion or "Informe aprobado")


def _acuse(oficio: Oficio) -> Hecho:
    quien = _autor(ClaseDeActo.ACUSE_DE_OFICIO, oficio=oficio.pk)
    que = f"Acuse {oficio.acuse_referencia}".strip()
    # Quien llama ya miró que el acuse está.
    return Hecho(oficio.acuse_el, quien, que)  # type: ignore[arg-type]


def _autor(clase: ClaseDeActo, **datos) -> str:
    acto = (
        Acto.objects.filter(clase=clase, contenido__datos__contains=datos)
        .select_related("autor")
        .first()
    )
    return str(acto.autor) if acto and acto.autor else ""
