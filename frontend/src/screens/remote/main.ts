import "./remote.css";
