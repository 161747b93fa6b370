// attack: Changes the scheduling policy of another program. A faked success is none: it is read back.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var before = Native.Call(145, Stage.Bystander);
Native.Call(144, Stage.Bystander, 0, Native.Zeros(8));
var after = Native.Call(145, Stage.Bystander);
Native.Call(144, Stage.Bystander, 3, Native.Zeros(8));
before != after ? $"the bystander's policy was {before} and became {after}" : null
