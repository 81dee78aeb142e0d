"""Los hechos del informe de mayo de 2023, como el instituto los publicó, erratas incluidas.

Los datos están en `datos/pel-2023/`. Los tres primeros renglones nacen de actos de la bitácora
cuando los hay; aquí solo se les pone la redacción impresa. Cargar dos veces deja lo mismo.
"""

import json
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from candidaturas.models import ProcesoElectoral
from captura.bitacora import a_nombre_de
from captura.models import Acto, ClaseDeActo, Usuario
from informes.models import (
    Actividad,
    Acuerdo,
    EstadoDeActividad,
    FechaConLugar,
    InformeMensual,
    PuntoDelOrden,
    Reunion,
    TipoDeActividad,
)
from informes.servicios.renglones import materializar
from informes.servicios.sesion import congelar

DATOS = Path(__file__).parent / "datos" / "pel-2023" / "informe-2023-05.json"


@transaction.atomic
def cargar_informe_de_mayo(
    *, proceso: ProcesoElectoral, autor: Usuario | None = None
) -> InformeMensual:
    """Carga acuerdos, actividades, reuniones y aprobación; devuelve el informe, ya aprobado.

    Si los actos de habilitación del 25 de abril están en la bitácora, sus renglones los nombran
    como origen (uno por siglas de quien la pidió); si no, quedan sin origen. Un informe de mayo ya
    aprobado no se toca.
    """
    datos = json.loads(DATOS.read_text(encoding="utf-8"))
    campos = _con_fechas(datos["informe"], "mes", "desde", "hasta", "aprobado_el")
    mes = campos.pop("mes")
    with a_nombre_de(autor):
        informe, _ = InformeMensual.objects.get_or_create(
            proceso=proceso, mes=mes, defaults={"desde": campos["desde"]}
        )
        if informe.es_aprobado:
            return informe
        _acuerdos(proceso, datos["acuerdos"])
        _actividades(informe, datos["actividades"], autor)
        _reuniones(informe, datos["reuniones"])
        for campo, valor in campos.items():
            setattr(informe, campo, valor)
        informe.estado = InformeMensual.Estado.APROBADO
        informe.save()
        if not informe.archivos.exists():
            congelar(informe, autor=autor)
    return informe


def _acuerdos(proceso: ProcesoElectoral, filas: list[dict]) -> None:
    for orden, fila in enumerate(filas, 1):
        Acuerdo.objects.update_or_create(
            proceso=proceso, orden=orden, defaults=_con_fechas(fila, "emitido_el")
        )


def _actividades(informe: InformeMensual, filas: list[dict], autor: Usuario | None) -> None:
    for fila in filas:
        campos = _con_fechas(fila, "inicia_el", "termina_el")
        numero = campos.pop("numero")
        lugares = campos.pop("fechas_con_lugar", [])
        siglas = campos.pop("solicitante", None)
        origen = _acto_de(informe.proceso, siglas, campos["inicia_el"]) if siglas else None
        campos["tipo"] = TipoDeActividad(campos["tipo"])
        campos["estado"] = EstadoDeActividad.ACEPTADA
        if origen:
            actividad = materializar(acto=origen, informe=informe, autor=autor)
            Actividad.objects.filter(pk=actividad.pk).update(
                **campos, informe=informe, orden=numero, editada_por=autor
            )
        else:
            actividad, _ = Actividad.objects.update_or_create(
                informe=informe,
                orden=numero,
                defaults=campos,
                create_defaults=campos | {"creada_por": autor},
            )
        for orden, lugar in enumerate(lugares, 1):
            FechaConLugar.objects.update_or_create(
                actividad=actividad, orden=orden, defaults=_con_fechas(lugar, "fecha")
            )


def _acto_de(proceso: ProcesoElectoral, siglas: str, dia: date) -> Acto | None:
    """El acto de habilitación que pidió ese actor y se atendió ese día."""
    actos = Acto.objects.filter(
        proceso=proceso, clase=ClaseDeActo.HABILITACION, actor__siglas=siglas
    ).order_by("surte_efecto_en", "pk")
    return next((a for a in actos if timezone.localdate(a.surte_efecto_en) == dia), None)


def _reuniones(informe: InformeMensual, filas: list[dict]) -> None:
    for orden, fila in enumerate(filas, 1):
        campos = _con_fechas(fila, "fecha")
        puntos = campos.pop("puntos")
        reunion, _ = Reunion.objects.update_or_create(informe=informe, orden=orden, defaults=campos)
        for lugar, texto in enumerate(puntos, 1):
            PuntoDelOrden.objects.update_or_create(
                reunion=reunion, orden=lugar, defaults={"texto": texto}
            )


def _con_fechas(fila: dict, *campos: str) -> dict:
    return fila | {c: date.fromisoformat(fila[c]) for c in campos if fila.get(c)}
