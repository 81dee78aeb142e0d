// Atajos de teclado de la revisión (templates/captura/_atajos.html los dice y los apaga).
// Una tecla lleva el foco a un botón o mueve entre campos; quien decide es Entrar. Solo «n» actúa sola.
(() => {
    "use strict";

    const CLAVE = "conoceles:atajos";
    const ayuda = document.querySelector("[data-conoceles-atajos]");
    const interruptor = document.querySelector("[data-conoceles-atajos-interruptor]");
    if (!ayuda || !interruptor) {
        return;
    }
    ayuda.hidden = false;

    // Un navegador que no deja guardar (modo privado) empieza con ellos encendidos.
    function recordar(valor) {
        try {
            if (valor !== undefined) {
                localStorage.setItem(CLAVE, valor);
            }
            return localStorage.getItem(CLAVE);
        } catch {
            return null;
        }
    }

    interruptor.checked = recordar() !== "no";
    interruptor.addEventListener("change", () => recordar(interruptor.checked ? "si" : "no"));

    const escribe = (elemento) =>
        elemento.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(elemento.tagName);
    const campos = () => [...document.querySelectorAll("[data-conoceles-campo]")];

    function enfocar(elemento) {
        elemento.focus();
        elemento.scrollIntoView({ block: "center" });
    }

    function mover(paso) {
        const todos = campos();
        const actual = todos.findIndex((campo) => campo.contains(document.activeElement));
        const destino = todos[Math.min(Math.max(actual + paso, 0), todos.length - 1)];
        destino?.querySelector("[tabindex='-1']")?.focus();
    }

    function observar() {
        const campo = campos().find((uno) => uno.contains(document.activeElement));
        const plegable = campo?.querySelector("details[data-conoceles-observar]");
        if (plegable) {
            plegable.open = true;
            enfocar(plegable.querySelector("select"));
        }
    }

    function irA(tecla) {
        const destino = document.querySelector(`[data-conoceles-atajo="${tecla}"]`);
        if (!destino) {
            return;
        }
        enfocar(destino);
        if (tecla === "n") {
            destino.click();
        }
    }

    document.addEventListener("keydown", (evento) => {
        const { key, ctrlKey, altKey, metaKey, target } = evento;
        if (!interruptor.checked || ctrlKey || altKey || metaKey || escribe(target)) {
            return;
        }
        const acciones = {
            j: () => mover(1),
            k: () => mover(-1),
            o: observar,
            "?": () => { ayuda.open = !ayuda.open; },
        };
        const accion = acciones[key] ?? ("nvdpr".includes(key) ? () => irA(key) : null);
        if (accion) {
            evento.preventDefault();
            accion();
        }
    });
})();
