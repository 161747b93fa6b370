// attack: Builds code at run time that reads a file.
// group: worker
// at none: gets-through

var method = new System.Reflection.Emit.DynamicMethod("Read", typeof(string), [typeof(string)]);
var code = method.GetILGenerator();
code.Emit(System.Reflection.Emit.OpCodes.Ldarg_0);
code.Emit(System.Reflection.Emit.OpCodes.Call, typeof(File).GetMethod("ReadAllText", [typeof(string)]));
code.Emit(System.Reflection.Emit.OpCodes.Ret);
$"read {method.CreateDelegate<Func<string, string>>()("/etc/passwd").Length} characters"
