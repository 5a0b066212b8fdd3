package importer
import ("testing";"os";"github.com/open-stewardship/steward/generator/importer/sample")
func TestPackTry(t *testing.T){ names,_:=sample.Files(); for _,n:=range names { d,err:=sample.Word(n); if err!=nil{t.Fatal(err)}; os.WriteFile("/tmp/give/"+n+".docx",d,0o644)} }
