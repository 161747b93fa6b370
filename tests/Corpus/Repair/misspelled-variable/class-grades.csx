// title: Weighted final grades of a class
// check: result["Ben"] == 71
// check: result["Cleo"] > result["Ben"]
//--- broken
var exam = new Dictionary<string, int> { ["Ann"] = 80, ["Ben"] = 65, ["Cleo"] = 90 };
var labs = new Dictionary<string, int> { ["Ann"] = 70, ["Ben"] = 85, ["Cleo"] = 95 };
double examWeight = 0.7;
double labWeight = 1 - examWeight;

var finals = new Dictionary<string, int>();
foreach (var (name, examScore) in exam)
{
    int labScore = labs[name];
    double mark = examWeight * score + labWeight * labScore;
    finals[name] = Math.Round(mark);
}

var result = finals;
//--- fixed
var exam = new Dictionary<string, int> { ["Ann"] = 80, ["Ben"] = 65, ["Cleo"] = 90 };
var labs = new Dictionary<string, int> { ["Ann"] = 70, ["Ben"] = 85, ["Cleo"] = 95 };
double examWeight = 0.7;
double labWeight = 1 - examWeight;

var finals = new Dictionary<string, int>();
foreach (var (name, examScore) in exam)
{
    int labScore = labs[name];
    double mark = examWeight * examScore + labWeight * labScore;
    finals[name] = (int)Math.Round(mark);
}

var result = finals;
