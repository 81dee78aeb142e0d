// Al cerrar la sesión se borra de este equipo lo que esa cuenta dejó sin guardar: los partidos comparten
// computadoras. Va en todas las páginas privadas; los textos los pone autoguardado.js.
//   form[data-conoceles-cuenta]  el que cierra la sesión; sin el atributo se borra lo de todas
(() => {
    "use strict";

    const PREFIJO = "conoceles.borrador.";
    const claves = (cuenta) => {
        const prefijo = cuenta ? `${PREFIJO}${cuenta}.` : PREFIJO;
        try {
            return Object.keys(localStorage).filter((clave) => clave.startsWith(prefijo));
        } catch {
            return [];
        }
    };

    document.addEventListener("submit", (evento) => {
        const formulario = evento.target;
        if (formulario.method !== "post" || !new URL(formulario.action).pathname.endsWith("/logout/")) {
            return;
        }
        const pendientes = claves(formulario.dataset.conocelesCuenta);
        const pregunta = "Hay texto que no se ha guardado. Si cierra la sesión se borrará de este equipo. ¿Cerrar la sesión?";
        if (pendientes.length && !window.confirm(pregunta)) {
            evento.preventDefault();
            return;
        }
        pendientes.forEach((clave) => localStorage.removeItem(clave));
        document.dispatchEvent(new CustomEvent("conoceles:salir"));
    });
})();
