import "./control.css";
