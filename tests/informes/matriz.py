"""Quién puede abrir cada dirección de informes. Lo que falte aquí hace fallar la prueba."""

from conoceles.comun import reloj

ACTORES = ("enlace", "otro_enlace", "capturista", "candidata")
LEE = {
    "anonimo": 302,
    **dict.fromkeys(ACTORES, 403),
    "sistemas": 403,
    "revision": 200,
    "coordinacion": 200,
    "comision": 200,
    "secretaria": 200,
}
LEEN = ("revision", "coordinacion", "comision", "secretaria")
EDITA = LEE | {"comision": 403, "secretaria": 403}

OFICIOS = LEE | {"comision": 403}
APRUEBA = {rol: 403 if esperado == 200 else esperado for rol, esperado in LEE.items()} | {
    "comision": 200
}
PASA = EDITA | {"revision": 302, "coordinacion": 302}

# Nombre de la dirección: (método, respuesta esperada por rol).
MATRIZ = {
    "informes:lista": ("GET", LEE),
    "informes:plantilla": ("GET", LEE),
    "informes:plantilla_bajar": ("GET", LEE),
    "informes:plantilla_muestra": ("GET", LEE),
    "informes:plantilla_usar": ("POST", PASA),
    "informes:detalle": ("GET", LEE),
    "informes:descargar": ("GET", LEE),
    "informes:cuantitativo": ("GET", LEE),
    "informes:cuantitativo_archivo": ("POST", LEE | dict.fromkeys(LEEN, 302)),
    "informes:cuantitativo_registrar": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
    "informes:omisiones": ("GET", LEE),
    "informes:omisiones_archivo": ("POST", LEE | dict.fromkeys(LEEN, 302)),
    "informes:tablero": ("GET", LEE),
    "informes:tablero_csv": ("GET", LEE),
    "informes:registro": ("GET", LEE),
    "informes:oficio_nuevo": ("GET", OFICIOS),
    "informes:oficio_cerrar": ("GET", OFICIOS),
    "informes:difusion_nueva": ("GET", EDITA),
    "informes:difusion_evidencia": ("GET", LEE),
    "informes:acuerdo_nuevo": ("GET", EDITA),
    "informes:acuerdo_editar": ("GET", EDITA),
    "informes:frase": ("GET", EDITA),
    "informes:vista_previa": ("GET", LEE),
    "informes:textos": ("GET", EDITA),
    "informes:aprobar": ("GET", APRUEBA),
    "informes:paso": ("POST", PASA),
    "informes:firmado": ("GET", LEE),
    "informes:reunion_nueva": ("GET", EDITA),
    "informes:reunion_editar": ("GET", EDITA),
    "informes:renglon_nuevo": ("GET", EDITA),
    "informes:renglon_mover": ("POST", PASA),
    "informes:renglon_unir": ("POST", PASA),
    "informes:revision": ("GET", LEE),
    "informes:dispensar": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
    "informes:renglon_editar": ("GET", EDITA),
    "informes:renglon_decidir": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
}

DATOS_DEL_POST = {
    "informes:cuantitativo_archivo": {"corte": "2023-06-11T10:00", "formato": "pdf"},
    "informes:cuantitativo_registrar": {"corte": "2023-06-11T10:00", "clase": "parcial"},
    "informes:omisiones_archivo": {"formato": "pdf"},
    "informes:dispensar": {"motivo": "Así se imprimió"},
    "informes:renglon_decidir": {"estado": "aceptada"},
}


DEL_PROCESO = {
    *("cuantitativo", "cuantitativo_archivo", "cuantitativo_registrar", "registro"),
    *("tablero", "tablero_csv"),
    *(
        "oficio_nuevo",
        "oficio_cerrar",
        "difusion_nueva",
        "difusion_evidencia",
        "acuerdo_nuevo",
        "acuerdo_editar",
    ),
    *("frase", "omisiones", "omisiones_archivo"),
}


def _oficio(proceso) -> dict:
    from captura.models import Usuario
    from informes.models import Oficio

    oficio, _ = Oficio.objects.get_or_create(
        proceso=proceso,
        numero="IEC/SE/1/2023",
        defaults={
            "sentido": "enviado",
            "canal": "sivople",
            "fecha": "2023-06-01",
            "asunto": "sustituciones",
            "corresponsal": "UTVOPL",
            "registrado_por": Usuario.objects.first(),
            "registrado_en": reloj.ahora(),
        },
    )
    return {"pk": oficio.pk}


def _difusion(proceso) -> dict:
    from django.core.files.base import ContentFile

    from captura.models import Usuario
    from informes.models import ActividadDeDifusion

    difusion = proceso.difusiones.first() or ActividadDeDifusion.objects.create(
        proceso=proceso,
        tipo="difusion_evento",
        descripcion="Se realizó difusión.",
        inicia_el="2023-06-01",
        evidencia=ContentFile(b"evidencia", name="foto.txt"),
        registrado_por=Usuario.objects.first(),
        registrado_en=reloj.ahora(),
    )
    return {"pk": difusion.pk}


def _acuerdo(proceso) -> dict:
    from informes.models import Acuerdo

    acuerdo, _ = Acuerdo.objects.get_or_create(
        proceso=proceso,
        numero="IEC/CG/1/2023",
        defaults={"organo": "Consejo General", "emitido_el": "2023-01-05", "titulo": "ACUERDO"},
    )
    return {"pk": acuerdo.pk}


def _informe(proceso, mes):
    from informes.models import InformeMensual

    return InformeMensual.objects.get_or_create(proceso=proceso, mes=mes, defaults={"desde": mes})[
        0
    ]


def _reunion(proceso, mes) -> dict:
    from informes.models import Reunion

    reunion, _ = Reunion.objects.get_or_create(informe=_informe(proceso, mes), tipo="Sesión")
    return {"pk": reunion.pk}


def _firmado(proceso, mes) -> dict:
    from informes.servicios.sesion import guardar_archivo

    informe = _informe(proceso, mes)
    archivo = informe.archivos.first() or guardar_archivo(informe, "firmado", b"%PDF-1.7", None)
    return {"pk": archivo.pk}


CON_OBJETO = {
    "informes:oficio_cerrar": _oficio,
    "informes:difusion_evidencia": _difusion,
    "informes:acuerdo_editar": _acuerdo,
    "informes:frase": lambda _: {"clave": "acuse"},
    "informes:tablero_csv": lambda _: {"clave": "avance-por-dia"},
}
DEL_INFORME = {
    "informes:paso": lambda *_: {"paso": "a-sesion"},
    "informes:firmado": _firmado,
    "informes:reunion_editar": _reunion,
}


def argumentos(nombre: str, *, proceso, mes, renglon: str) -> dict:
    """Con qué se arma cada dirección: `renglon` es «acto-12» o «actividad-5»."""
    if nombre in {"informes:lista", "informes:plantilla"}:
        return {}
    if nombre.startswith("informes:plantilla_"):
        return {"cual": "original"}
    if nombre.removeprefix("informes:") in DEL_PROCESO:
        return {"proceso": proceso.clave} | CON_OBJETO.get(nombre, lambda _: {})(proceso)
    completos = {"proceso": proceso.clave, "mes": mes}
    if nombre == "informes:descargar":
        return completos | {"formato": "pdf"}
    if nombre == "informes:dispensar":
        return completos | {"hallazgo": un_hallazgo(proceso, mes)}
    if nombre in DEL_INFORME:
        return completos | DEL_INFORME[nombre](proceso, mes)
    if nombre.startswith("informes:renglon_") and nombre != "informes:renglon_nuevo":
        return completos | {"renglon": renglon}
    return completos


def un_hallazgo(proceso, mes) -> str:
    """La clave de lo primero que el revisor señala en ese informe."""
    from informes.calendario import Calendario
    from informes.revisor import material_del_informe, revisar

    calendario = Calendario.de(proceso)
    return revisar(material_del_informe(calendario, calendario.informe(mes)))[0].clave
