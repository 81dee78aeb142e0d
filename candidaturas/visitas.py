"""Pasar los conteos de Redis a la base, sin perder ni repetir ninguno.

Se aparta lo pendiente con otro nombre (un solo paso en Redis), se suma en una transacción que
también anota el lote, y después se borra. Si el trabajador muere antes de confirmar, el lote
apartado se suma en la vuelta siguiente; si muere después, el lote anotado ya no se suma otra vez.

Lo único que se puede perder es lo que Redis tuviera sin pasar si Redis mismo se pierde: como
mucho, `SEGUNDOS` de visitas más lo que tarde una vuelta.
"""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from redis.exceptions import ResponseError

from candidaturas.models import LoteDeVisitas, Visita
from conoceles.comun import almacen, reloj
from conoceles.comun.visitas import PENDIENTES

SEGUNDOS = 15
# Una hora después de medianoche, las visitas de un día quedan como están.
CIERRE = timedelta(hours=1)
UN_DIA = timedelta(days=1)
LOTE = "conoceles:visitas:lote:"
DIAS_DE_MEMORIA = 7


def volcar() -> int:
    """Pasa todo lo pendiente y devuelve cuántas visitas sumó."""
    almacen.intentar(_apartar, si_falla=None)
    lotes: list[bytes] = almacen.intentar(
        lambda r: list(r.scan_iter(match=f"{LOTE}*")), si_falla=[]
    )
    return sum(_sumar(clave) for clave in sorted(lotes))


def _apartar(redis) -> None:
    try:
        redis.rename(PENDIENTES, f"{LOTE}{uuid.uuid4()}")
    except ResponseError:
        return  # nadie ha visto nada desde la última vez


def _sumar(clave: bytes) -> int:
    conteos: dict[bytes, bytes] = almacen.intentar(lambda r: r.hgetall(clave), si_falla={})
    if not conteos:
        return 0
    lote = uuid.UUID(clave.decode().removeprefix(LOTE))
    sumadas = _guardar(lote, _filas(conteos))
    almacen.intentar(lambda r: r.delete(clave), si_falla=None)
    return sumadas


def dia_cerrado(corte: datetime) -> date:
    """El último día cuyas visitas ya no cambian a ese momento."""
    return timezone.localdate(corte - CIERRE) - UN_DIA


def _filas(conteos: dict[bytes, bytes]) -> list[Visita]:
    """Lo que llega cuando su día ya cerró se cuenta en el primero que sigue abierto: la cifra de un
    día cerrado es la misma para siempre, y los informes «a tal corte» la pueden repetir."""
    abierto = dia_cerrado(reloj.ahora()) + UN_DIA
    filas = []
    for llave, cuantas in conteos.items():
        texto, pagina, codigo = llave.decode().split("|")
        dia = max(date.fromisoformat(texto), abierto)
        filas.append(Visita(dia=dia, pagina=pagina, codigo=codigo, cuantas=int(cuantas)))
    # El mismo orden siempre: dos lotes a la vez no se bloquean en cruz.
    return sorted(filas, key=lambda v: (v.dia, v.pagina, v.codigo))


def _guardar(lote: uuid.UUID, filas: list[Visita]) -> int:
    """Suma el lote. Si ya estaba sumado, o lo está sumando alguien más, no hace nada."""
    ahora = reloj.ahora()
    with transaction.atomic():
        # Quien llega segundo espera aquí a que el primero confirme, y entonces no es nuevo.
        _, es_nuevo = LoteDeVisitas.objects.get_or_create(clave=lote, defaults={"sumado_en": ahora})
        if not es_nuevo:
            return 0
        for fila in filas:
            dia = Visita.objects.filter(dia=fila.dia, pagina=fila.pagina, codigo=fila.codigo)
            Visita.objects.bulk_create(
                [Visita(dia=fila.dia, pagina=fila.pagina, codigo=fila.codigo, cuantas=0)],
                ignore_conflicts=True,
            )
            dia.update(cuantas=F("cuantas") + fila.cuantas)
        viejos = ahora - timedelta(days=DIAS_DE_MEMORIA)
        LoteDeVisitas.objects.filter(sumado_en__lt=viejos).delete()
    return sum(fila.cuantas for fila in filas)
