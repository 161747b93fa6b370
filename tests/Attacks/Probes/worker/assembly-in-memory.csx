// attack: Loads an assembly from memory which it read from the disk.
// group: worker
// at none: gets-through

var assembly = Assembly.Load(File.ReadAllBytes(Stage.Assembly));
$"loaded {assembly.GetName().Name}"
