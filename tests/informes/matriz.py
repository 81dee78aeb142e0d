"""Quién puede abrir cada dirección de informes. Lo que falte aquí hace fallar la prueba."""

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

# Nombre de la dirección: (método, respuesta esperada por rol).
MATRIZ = {
    "informes:lista": ("GET", LEE),
    "informes:detalle": ("GET", LEE),
    "informes:descargar": ("GET", LEE),
    "informes:cuantitativo": ("GET", LEE),
    "informes:cuantitativo_archivo": ("POST", LEE | dict.fromkeys(LEEN, 302)),
    "informes:cuantitativo_registrar": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
    "informes:revision": ("GET", LEE),
    "informes:dispensar": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
    "informes:renglon_editar": ("GET", EDITA),
    "informes:renglon_decidir": ("POST", EDITA | {"revision": 302, "coordinacion": 302}),
}

DATOS_DEL_POST = {
    "informes:cuantitativo_archivo": {"corte": "2023-06-11T10:00", "formato": "pdf"},
    "informes:cuantitativo_registrar": {"corte": "2023-06-11T10:00", "clase": "parcial"},
    "informes:dispensar": {"motivo": "Así se imprimió"},
    "informes:renglon_decidir": {"estado": "aceptada"},
}


def argumentos(nombre: str, *, proceso, mes, renglon: str) -> dict:
    """Con qué se arma cada dirección: `renglon` es «acto-12» o «actividad-5»."""
    if nombre == "informes:lista":
        return {}
    if nombre.startswith("informes:cuantitativo"):
        return {"proceso": proceso.clave}
    completos = {"proceso": proceso.clave, "mes": mes}
    if nombre == "informes:descargar":
        return completos | {"formato": "pdf"}
    if nombre == "informes:dispensar":
        return completos | {"hallazgo": un_hallazgo(proceso, mes)}
    if nombre.startswith("informes:renglon"):
        return completos | {"renglon": renglon}
    return completos


def un_hallazgo(proceso, mes) -> str:
    """La clave de lo primero que el revisor señala en ese informe."""
    from informes.calendario import Calendario
    from informes.revisor import material_del_informe, revisar

    calendario = Calendario.de(proceso)
    return revisar(material_del_informe(calendario, calendario.informe(mes)))[0].clave
