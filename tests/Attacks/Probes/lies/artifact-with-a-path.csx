// attack: Saves an artifact under a name that leads out of the folder it will be put in.
// group: lies
// at none: stopped: names with separators are refused
// expect: Refused, Failed

Artifacts.Save("../../escaped", new byte[1]);
