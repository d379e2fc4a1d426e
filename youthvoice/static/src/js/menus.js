// Menus are <details>: close them with Escape and when one clicks elsewhere.
export function startMenus() {
  document.addEventListener("click", ({ target }) => closeAll(target.closest("details.menu")));
  document.addEventListener("keydown", ({ key }) => {
    const open = document.querySelector("details.menu[open]");
    if (key !== "Escape" || !open) return;
    closeAll();
    open.querySelector("summary").focus();
  });
}

function closeAll(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
}
