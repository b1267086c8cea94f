import "./hall.css";
