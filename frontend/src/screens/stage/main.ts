import "./stage.css";
