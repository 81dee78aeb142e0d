"""Con qué usuario del sistema corre el PostgreSQL embebido, y por dónde puede pasar.

PostgreSQL se niega a correr como root. Cuando quien arranca es root, corre como un usuario sin
privilegios; a ese usuario se le da, y solo a él, permiso de atravesar (no de listar) las carpetas
que llevan a los datos y a los programas.
"""

import errno
import os
import pwd
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

USUARIO = "embedded_postgres"
_ACL = "system.posix_acl_access"
_DUENO, _PERSONA, _GRUPO, _MASCARA, _OTROS = 0x01, 0x02, 0x04, 0x10, 0x20
_SIN_ID = 0xFFFFFFFF
_PASAR = 1


class ErrorDeArranque(Exception):
    """No se puede arrancar; el mensaje es una oración para quien está frente a la terminal."""


@dataclass(frozen=True, slots=True)
class Cuenta:
    """Usuario del sistema con el que corre PostgreSQL."""

    uid: int
    gid: int
    nombre: str

    def opciones(self) -> dict:
        """Argumentos de `subprocess` para correr como esta cuenta."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def cuenta_para(pgdata: Path) -> Cuenta:
    """Quien arranca; si es root, el dueño de los datos o el usuario de servicio."""
    if os.geteuid() != 0:
        return Cuenta(os.geteuid(), os.getegid(), str(os.geteuid()))
    if pgdata.exists() and (estado := pgdata.stat()).st_uid != 0:
        return Cuenta(estado.st_uid, estado.st_gid, str(estado.st_uid))
    registro = _usuario_de_servicio()
    return Cuenta(registro.pw_uid, registro.pw_gid, USUARIO)


def _usuario_de_servicio() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USUARIO)
    except KeyError:
        pass
    orden = [
        "useradd",
        "--system",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        USUARIO,
    ]
    try:
        # El código de salida no importa: otro proceso pudo crearlo a la vez.
        subprocess.run(orden, check=False, capture_output=True)
        return pwd.getpwnam(USUARIO)
    except (FileNotFoundError, KeyError):
        raise ErrorDeArranque(
            f"PostgreSQL no corre como root y no se pudo crear el usuario {USUARIO}; "
            "ejecute la orden como un usuario ordinario."
        ) from None


def permitir_paso(ruta: Path, cuenta: Cuenta) -> None:
    """Se asegura de que la cuenta llegue a `ruta` y pueda abrirla."""
    if cuenta.uid == os.geteuid():
        return
    for carpeta in reversed(ruta.parents):
        if not _alcanza(carpeta, cuenta):
            _dar_paso(carpeta, cuenta)
    if not _alcanza(ruta, cuenta):
        raise ErrorDeArranque(
            f"PostgreSQL corre como {cuenta.nombre} y no puede abrir {ruta}; revise sus permisos."
        )


def _alcanza(ruta: Path, cuenta: Cuenta) -> bool:
    orden = ["test", "-x", str(ruta)]
    return subprocess.run(orden, cwd="/", check=False, **cuenta.opciones()).returncode == 0


def _dar_paso(carpeta: Path, cuenta: Cuenta) -> None:
    try:
        os.setxattr(carpeta, _ACL, _con_permiso_de_paso(carpeta, cuenta.uid))
    except OSError as error:
        if error.errno not in {errno.EOPNOTSUPP, errno.EPERM, errno.EROFS}:
            raise
    else:
        sys.stderr.write(
            f"PostgreSQL corre como {cuenta.nombre}: puede atravesar (no leer) {carpeta}.\n"
        )
    if not _alcanza(carpeta, cuenta):
        raise ErrorDeArranque(
            f"PostgreSQL corre como {cuenta.nombre} y no puede atravesar {carpeta}; mueva el "
            "proyecto a otra carpeta (por ejemplo /srv) o ejecute la orden como usuario ordinario."
        )


def _con_permiso_de_paso(carpeta: Path, uid: int) -> bytes:
    """La lista de acceso de la carpeta con un renglón más: ese usuario puede atravesarla."""
    try:
        crudo = os.getxattr(carpeta, _ACL)
        entradas = list(struct.iter_unpack("<HHI", crudo[4:]))
    except OSError as error:
        if error.errno != errno.ENODATA:
            raise
        modo = carpeta.stat().st_mode
        entradas = [
            (_DUENO, modo >> 6 & 7, _SIN_ID),
            (_GRUPO, modo >> 3 & 7, _SIN_ID),
            (_OTROS, modo & 7, _SIN_ID),
        ]
    permisos = {etiqueta: permiso for etiqueta, permiso, _ in entradas}
    mascara = permisos.get(_MASCARA, permisos[_GRUPO]) | _PASAR
    entradas = [
        entrada
        for entrada in entradas
        if entrada[0] != _MASCARA and (entrada[0], entrada[2]) != (_PERSONA, uid)
    ]
    entradas += [(_PERSONA, _PASAR, uid), (_MASCARA, mascara, _SIN_ID)]
    entradas.sort(key=lambda entrada: (entrada[0], entrada[2]))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entrada) for entrada in entradas)
