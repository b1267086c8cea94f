import "./entry.css";
